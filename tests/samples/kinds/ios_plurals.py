"""Texts of an invented iOS app that depend on a number, and the screen that asks for them."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Uyghur",),
    stages=("vocabulary", "exposure"),
    quotes=(("ui-label", "Uyghur"), ("ui-label", "维吾尔族")),
)
_LIST = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>{key}</key>
<dict>
  <key>NSStringLocalizedFormatKey</key><string>%#@amount@</string>
  <key>amount</key>
  <dict>
    <key>NSStringFormatSpecTypeKey</key><string>NSStringPluralRuleType</string>
    <key>NSStringFormatValueTypeKey</key><string>d</string>
    <key>one</key><string>{one}</string>
    <key>other</key><string>{other}</string>
  </dict>
</dict>
</dict></plist>
"""


def _texts(key: str, one: str, other: str) -> bytes:
    return _LIST.format(key=key, one=one, other=other).encode()


def _screen(name: str, key: str, *rows: str) -> bytes:
    lines = "".join(f'    self.{row}Label.text = NSLocalizedString(@"{row}", nil);\n' for row in rows)
    return (
        f"@implementation {name}\n- (void)viewDidLoad {{\n{lines}"
        f'    self.sumLabel.text = [NSString localizedStringWithFormat:NSLocalizedString(@"{key}", nil), n];\n'
        "}\n@end\n"
    ).encode()


def case() -> dict[str, bytes]:
    """How many of the faces that were captured."""
    return {
        "App/en.lproj/Localizable.stringsdict": _texts("face_sum_k7", "%d Uyghur passed", "%d Uyghur passed"),
        "App/zh-Hans.lproj/Localizable.stringsdict": _texts("face_sum_k7", "", "%d 维吾尔族"),
        "App/CapturedFacesController.m": _screen(
            "CapturedFacesController", "face_sum_k7", "face_age", "face_glasses", "face_beard"
        ),
    }


def twin() -> dict[str, bytes]:
    """How many books there are in a language."""
    return {
        "App/en.lproj/Localizable.stringsdict": _texts("book_sum_k7", "%d book in Uyghur", "%d books in Uyghur"),
        "App/ShelfController.m": _screen("ShelfController", "book_sum_k7", "author", "publisher", "language"),
    }
