"""Texts of an invented iOS app: as text in UTF-16, and compiled; with the screen that asks for them."""

import plistlib

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=(),
    stages=("vocabulary", "exposure"),
    quotes=(("ui-label", "人种"), ("ui-label", "Ethnicity"), ("key", "face_filter_k3")),
)


def case() -> dict[str, bytes]:
    """Chinese as text, English compiled."""
    return {
        "App/zh-Hans.lproj/Localizable.strings": """\
/* filter */
"face_filter_age" = "年龄";
"face_filter_k3" = "人种";
""".encode("utf-16"),
        "App/en.lproj/Localizable.strings": plistlib.dumps(
            {"face_filter_age": "Age", "face_filter_k3": "Ethnicity"}, fmt=plistlib.FMT_BINARY
        ),
        "App/FaceFilterController.m": b"""\
@implementation FaceFilterController
- (void)viewDidLoad {
    self.ageLabel.text = NSLocalizedString(@"face_filter_age", nil);
    self.glassesLabel.text = NSLocalizedString(@"face_filter_glasses", nil);
    self.kindLabel.text = NSLocalizedString(@"face_filter_k3", nil);
    [self searchCapturedFaces];
}
@end
""",
    }


def twin() -> dict[str, bytes]:
    """The same word for what a passport says."""
    return {
        "App/zh-Hans.lproj/Localizable.strings": '"passport_row_k3" = "民族";\n"language_ug" = "维吾尔语";\n'.encode(),
        "App/PassportController.m": b"""\
@implementation PassportController
- (void)viewDidLoad {
    self.numberLabel.text = NSLocalizedString(@"passport_row_number", nil);
    self.kindLabel.text = NSLocalizedString(@"passport_row_k3", nil);
}
@end
""",
    }
