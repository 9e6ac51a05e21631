"""Keys, translations, documents and subscriptions join what was found elsewhere. All names here are invented."""

from sousveil.model.words import Kind
from tests.linking.laid import report

KIT = """
typedef enum { XY_RACE_UNKNOWN, XY_RACE_ASIAN, XY_RACE_BLACK } XY_RACE_KIND;
// attributes of a detected face
typedef struct { int nAge; int emGlasses; XY_RACE_KIND eKind; } XY_FACE_ATTR;
typedef struct { int nChannel; XY_FACE_ATTR stuAttr; } XY_FACE_SNAP;
#define XY_EVT_FACE_SNAP 0x31  // face alarm event, see XY_FACE_SNAP
"""


def joined(files: dict[str, str | bytes], by: str, *names: str) -> list[tuple[str, str, str, str]]:
    """From and to, each with its file, of every link of a kind in a capability."""
    told = report(files, names=names)
    out = []
    for finding in (f for f in told.findings if f.kind is Kind.CAPABILITY):
        for link in finding.chain:
            if link.by == by:
                a, b = finding.evidence[link.from_], finding.evidence[link.to]
                out.append((a.text, a.layers[-1], b.text, b.layers[-1]))
    return out


def test_a_key_in_an_annotation_is_that_of_its_field() -> None:
    code = (
        "class FaceObject {\n  private int age;\n  private String glasses;\n"
        '  @JsonProperty("EthnicityCode")\n  private String code;\n}\n'
    )
    assert joined({"FaceObject.java": code}, "key-of") == [
        ("EthnicityCode", "FaceObject.java", "code", "FaceObject.java")
    ]


def test_labels_under_one_key_in_two_languages_translate_each_other() -> None:
    text = '<resources><string name="face_age">{}</string><string name="face_glasses">{}</string>{}</resources>'
    race = '<string name="face_race">{}</string>'
    files: dict[str, str | bytes] = {
        "res/values/strings.xml": text.format("Age", "Glasses", race.format("Race")),
        "res/values-zh/strings.xml": text.format("年龄", "眼镜", race.format("人种")),
        "other/values-zh/strings.xml": text.format("年龄", "眼镜", race.format("人种")),
    }
    found = joined(files, "translates")
    assert [{a, b} for a, _, b, _ in found] == [{"人种", "Race"}]


def test_a_call_that_is_handed_a_found_event_subscribes_to_it() -> None:
    code = (
        "void start(long h) {\n  XY_SubscribeAlarm(h, XY_EVT_FACE_SNAP, on_event);\n  XY_Print(XY_EVT_FACE_SNAP);\n}\n"
    )
    told = joined({"xy.h": KIT, "start.c": code}, "subscribes-to", "XY_EVT_FACE_SNAP")
    assert told == [("XY_EVT_FACE_SNAP", "start.c", "XY_EVT_FACE_SNAP", "xy.h")]


def test_a_text_that_names_a_found_record_describes_it() -> None:
    manual = "Kit\n===\n\nThe record XY_FACE_ATTR comes with every face. XY_FACE_ATTR is filled in by the camera.\n"
    found = joined({"xy.h": KIT, "docs/manual.md": manual}, "documented-by", "XY_FACE_ATTR")
    assert [(b, to) for _, _, b, to in found] == [("XY_FACE_ATTR", "docs/manual.md")]
