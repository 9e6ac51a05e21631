"""What a record means is told from what stands around it. Vendors, names and products here are invented."""

import pytest

from sousveil.linking.edges import EdgeKind, Fact, Setting
from sousveil.model.words import Kind, Stage, Trait
from tests.linking.laid import chains, report

FACE_SDK = """
/* kinds of people told apart in a picture of a face */
typedef enum tagXY_RACE_KIND {
    XY_RACE_UNKNOWN = 0,
    XY_RACE_ASIAN,
    XY_RACE_BLACK,
    XY_RACE_WHITE,
    XY_RACE_UNIDENTIFIED,   // not recognised by the device
} XY_RACE_KIND;

// attributes of a detected face
typedef struct tagXY_FACE_ATTR {
    int          nAge;
    int          emGlasses;    // glasses
    int          emMask;       // mask
    XY_RACE_KIND eKind;
} XY_FACE_ATTR;

typedef struct tagXY_FACE_SNAP {
    int          nChannel;
    XY_FACE_ATTR stuAttr;
} XY_FACE_SNAP;

typedef struct tagXY_FIND_FACE_CONDITION {
    int          nFrom;
    XY_FACE_ATTR stuWanted;
} XY_FIND_FACE_CONDITION;

#define XY_EVT_FACE 0x31  // face alarm event, see XY_FACE_SNAP
"""

CARD_READER = """
// nation on the chip of a citizen identity card
typedef struct tagXY_IDCARD_INFO {
    char szName[32];
    char szIDNumber[32];      // number of the identity card
    char szIssuingAuthority[64];
    int  nNation;             // 1-Han, 2-Mongolian, 3-Hui, 4-Tibetan, 5-Uygur, 6-Miao, 7-Yi, 8-Zhuang
} XY_IDCARD_INFO;
"""


def of_trait(files: dict[str, str | bytes], trait: Trait):
    return [chain for chain in chains(files) if chain.trait is trait]


def test_enum_field_record_event_and_search_are_one_chain() -> None:
    (chain,) = of_trait({"include/face.h": FACE_SDK}, Trait.RACE)
    assert chain.setting is Setting.IMAGE
    assert set(chain.groups) == {"asian", "black", "white"}
    names = {spot.name: set(spot.facts) for spot in chain.spots}
    assert Fact.SLOT in names["XY_FACE_ATTR.eKind"]
    assert Fact.RECORD in names["XY_FACE_SNAP"]
    assert Fact.SEARCH in names["XY_FIND_FACE_CONDITION"]
    assert Fact.EVENT in names["XY_EVT_FACE"]
    kinds = {edge.kind for edge in chain.edges}
    assert {EdgeKind.TYPED_AS, EdgeKind.MEMBER_OF, EdgeKind.CONTAINED_IN, EdgeKind.PAYLOAD_OF} <= kinds


def test_stages_of_the_chain_are_said_where_they_stand() -> None:
    (finding,) = [f for f in report({"include/face.h": FACE_SDK}).findings if f.kind is Kind.CAPABILITY]
    says = {e.name: set(e.says) for e in finding.evidence}
    assert {Stage.FIELD, Stage.INFERENCE, Stage.EVENT, Stage.EXPOSURE} <= says["XY_FACE_ATTR.eKind"]
    assert Stage.SCHEME in says["XY_RACE_KIND.XY_RACE_ASIAN"]
    assert Stage.EXPOSURE not in says["XY_FACE_SNAP"]
    assert Stage.EVENT not in says["XY_FIND_FACE_CONDITION"]


def test_a_card_reader_in_the_same_file_stays_apart() -> None:
    findings = report({"include/all.h": FACE_SDK + CARD_READER}).findings
    capable = [f for f in findings if f.kind is Kind.CAPABILITY]
    declared = [f for f in findings if f.kind is Kind.DECLARED]
    assert {f.trait for f in capable} == {Trait.RACE}
    assert "Uyghur" in {g for f in declared for g in f.groups}
    assert not any(e.name.startswith("XY_IDCARD") for f in capable for e in f.evidence)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("paint.h", "typedef enum { PAINT_RED, PAINT_BLUE, PAINT_BLACK, PAINT_WHITE, PAINT_YELLOW } PAINT_COLOR;"),
        ("lap.h", "// lap of a horse race\ntypedef struct { int nHorse; int nRaceNumber; int nJockey; } RACE_LAP;"),
        ("lock.c", "/* avoid a race condition between the face thread and the camera thread */\nint lock(void);"),
        ("orcs.h", "// player of the game\ntypedef enum { RACE_ORC, RACE_ELF, RACE_DWARF, RACE_HUMAN } PLAYER_RACE;"),
    ],
)
def test_innocent_twins_are_no_capability(path: str, source: str) -> None:
    assert not [f for f in report({path: source}).findings if f.kind in (Kind.CAPABILITY, Kind.DECLARED)]


def test_a_coding_over_several_comment_lines_is_one_list() -> None:
    source = """
    /** result of a detected face */
    struct XyFaceResult {
        int glasses;  ///< glasses
        int mask;     ///< mask
        int race;     ///< race of the face
                      ///< 0: Black;
                      ///< 1: Asian;
                      ///< 2: White;
    };
    """
    (chain,) = of_trait({"face.h": source}, Trait.RACE)
    assert set(chain.groups) == {"black", "asian", "white"}
    assert chain.setting is Setting.IMAGE


def test_a_binding_is_joined_to_its_list_by_a_comment_alone() -> None:
    source = '''
class EM_PEOPLE_KIND(IntEnum):
    """民族"""
    UNKNOWN = 0
    UYGUR = 1   # 维族
    OTHER = 2

class XY_FACE_DATA(Structure):
    """人脸数据"""
    _fields_ = [
        ("emGlasses", c_int),  # 眼镜
        ("emMask", c_int),     # 口罩
        ("emNation", c_int),   # 民族，参考EM_PEOPLE_KIND
    ]
'''
    (chain,) = of_trait({"sdk/structs.py": source}, Trait.ETHNICITY)
    assert chain.groups == ("uyghur",)
    assert EdgeKind.TYPED_AS in {edge.kind for edge in chain.edges}


def test_the_trait_among_features_that_a_rule_can_ask_for() -> None:
    source = """
typedef enum { XY_FEATURE_AGE, XY_FEATURE_GLASSES, XY_FEATURE_MASK, XY_FEATURE_BEARD, XY_FEATURE_RACE } XY_FACE_FEATURE;
typedef struct { int bEnable; XY_FACE_FEATURE emWanted[8]; } XY_FACE_ANALYSE_RULE;
"""
    (finding,) = [f for f in report({"rule.h": source}).findings if f.kind is Kind.CAPABILITY]
    assert {Stage.INFERENCE, Stage.EVENT} <= set(finding.stages)


def test_order_of_files_changes_nothing() -> None:
    files = {"a/face.h": FACE_SDK, "b/card.h": CARD_READER}
    other = dict(reversed(files.items()))
    told = [
        sorted((f.kind, f.trait, f.id, tuple(f.stages)) for f in report(these).findings) for these in (files, other)
    ]
    assert told[0] == told[1]


CLASSIFIER = """
class EthnicPredictor:
    def predict(self, surname): ...
"""


def test_the_place_where_a_package_hands_out_its_class_joins_it() -> None:
    files = {"pkg/predictor.py": CLASSIFIER, "pkg/__init__.py": "from .predictor import EthnicPredictor\n"}
    (finding,) = [f for f in report(files).findings if f.kind is Kind.PROFILING]
    assert ("pkg/__init__.py", "EthnicPredictor") in {(e.layers[-1], e.text) for e in finding.evidence}
    assert "same-name" in {link.by for link in finding.chain}


def test_an_import_of_something_else_joins_nothing() -> None:
    files = {"pkg/predictor.py": CLASSIFIER, "pkg/other.py": "from elsewhere import EthnicCuisine\n"}
    (finding,) = [f for f in report(files).findings if f.kind is Kind.PROFILING]
    assert {e.layers[-1] for e in finding.evidence} == {"pkg/predictor.py"}


PATIENT_TABLES = """
TABLES = {
    'T0001': ('Administrative sex', ('A', 'F', 'M')),
    'T0004': ('Patient class', ('B', 'C', 'E')),
    'T0005': ('Race', ('1002-5', '2028-9', '2054-5')),
    'T0006': ('Religion', ('ABC', 'AGN', 'AME')),
}
"""
GAME_TABLES = """
TABLES = {
    'T0001': ('Weapon', ('A', 'F', 'M')),
    'T0004': ('Armour class', ('B', 'C', 'E')),
    'T0005': ('Race', ('ORC', 'ELF', 'GNOME')),
}
"""


def test_a_code_set_of_a_patient_record_is_declared() -> None:
    (finding,) = [f for f in report({"hl7/tables.py": PATIENT_TABLES}).findings if f.trait is Trait.RACE]
    assert (finding.kind, finding.stages) == (Kind.DECLARED, (Stage.VOCABULARY, Stage.FIELD))


def test_a_code_set_of_a_game_is_nothing_of_the_kind() -> None:
    kinds = {f.kind for f in report({"game/tables.py": GAME_TABLES}).findings}
    assert kinds <= {Kind.VOCABULARY}


PROPERTIES = '''
class FaceDetail:
    """Attributes of a detected face."""

    def __init__(self):
        self._Glasses = None
        self._Mask = None
        self._Race = None

    @property
    def Glasses(self):
        return self._Glasses

    @property
    def Mask(self):
        return self._Mask

    @property
    def Race(self):
        """Race of the face."""
        return self._Race

    @Race.setter
    def Race(self, Race):
        self._Race = Race
'''

CARD_PROPERTIES = '''
class RecognizeIDCardResponse:
    """What was read from an identity card."""

    def __init__(self):
        self._Name = None
        self._IdNum = None
        self._Authority = None
        self._Address = None
        self._Nation = None

    @property
    def Nation(self):
        """Ethnic group (portrait side)"""
        return self._Nation

    @property
    def IdNum(self):
        """ID number (portrait side)"""
        return self._IdNum

    @property
    def Authority(self):
        """Issuing authority (national emblem side)"""
        return self._Authority
'''


def test_a_property_is_a_slot_of_its_record() -> None:
    finding = next(f for f in report({"sdk/models.py": PROPERTIES}).findings if f.kind is Kind.CAPABILITY)
    assert Stage.FIELD in finding.stages
    assert ("FaceDetail.Race", "field") in {(e.name, e.role) for e in finding.evidence}


def test_the_side_of_a_card_with_the_portrait_is_no_face() -> None:
    kinds = {(f.kind, f.trait) for f in report({"ocr/models.py": CARD_PROPERTIES}).findings}
    assert (Kind.DECLARED, Trait.ETHNICITY) in kinds
    assert Kind.CAPABILITY not in {kind for kind, _ in kinds}


CONSTRUCTED = """
class FaceDetailInfo extends AbstractModel {
    constructor(){
        super();
        /**
         * Glasses on the face.
         */
        this.Glasses = null;
        /**
         * Mask on the face.
         */
        this.Mask = null;
        /**
         * Skin color information.
         */
        this.Skin = null;
    }
    deserialize(params) { this.Skin = params.Skin; }
}
"""


def test_what_a_constructor_sets_on_this_is_a_slot() -> None:
    finding = next(f for f in report({"sdk/models.js": CONSTRUCTED}).findings if f.kind is Kind.CAPABILITY)
    assert finding.trait is Trait.SKIN_COLOUR
    assert Stage.FIELD in finding.stages
    assert "FaceDetailInfo.Skin" in {e.name for e in finding.evidence}


_PREDICT = """\
class Head:
    def {name}(self, {taken}):
        return {{"age": 1, "race": self.out[0], "confidence": 0.5}}
"""


@pytest.mark.parametrize(
    ("name", "taken", "inferred"),
    [("predict", "face_crop", True), ("predict", "row", False), ("store", "face_crop", False)],
)
def test_an_answer_about_a_face_that_a_function_is_given_is_worked_out(name, taken, inferred):
    target = report({"head.py": _PREDICT.format(name=name, taken=taken)})
    found = [one for one in target.findings if one.kind is Kind.CAPABILITY and Stage.INFERENCE in one.stages]
    assert bool(found) is inferred


_SHADES = "enum SkinTone {{ {} }}; struct FaceLook {{ int age; enum SkinTone skinTone; int glasses; }};"


@pytest.mark.parametrize(
    ("members", "groups"),
    [
        ("TONE_PALE, TONE_OLIVE, TONE_DARK", ("Light skin", "Medium skin", "Dark skin")),
        ("TONE_LIGHT, TONE_DARK", ()),
        ("TONE_SMOOTH, TONE_ROUGH, TONE_DRY", ()),
    ],
)
def test_three_shades_that_something_about_skin_holds_are_a_scale(members, groups):
    told = report({"look.h": _SHADES.format(members)}).findings
    assert [f.groups for f in told if f.kind is Kind.CAPABILITY] == [groups]


def test_shades_without_skin_are_none():
    code = "enum Theme { THEME_LIGHT, THEME_MEDIUM, THEME_DARK }; struct FaceView { enum Theme theme; int age; };"
    assert not [f for f in report({"view.h": code}).findings if f.kind is Kind.CAPABILITY]


@pytest.mark.parametrize(("key", "asked"), [("return_attributes", True), ("faceFields", True), ("title", False)])
def test_one_trait_under_a_key_that_asks_for_attributes_is_asked_for(key, asked):
    code = f"const face = {{ image_base64: picture, {key}: 'ethnicity' }};\npost('/face/detect', face);\n"
    assert bool([f for f in report({"client.js": code}).findings if f.kind is Kind.CAPABILITY]) is asked


_KINDS = """
public enum AB_SKINCOLOR_KIND_E {
  AB_SKINCOLOR_KIND_WHITE = 7,
  AB_SKINCOLOR_KIND_BLACK = 8,
  AB_SKINCOLOR_KIND_YELLOW = 9
}
"""
_ATTR = """
public struct AB_FACE_ATTR_S {
  public UInt32 age;
  public UInt32 skinColor; /* see AB_SKINCOLOR_KIND_E */
}
"""


def test_a_list_in_another_file_that_the_comment_on_a_slot_names_is_of_faces() -> None:
    found = report({"Attr.cs": _ATTR, "Kind.cs": _KINDS}, sifted=True).findings
    (told,) = [one for one in found if one.kind is Kind.CAPABILITY]
    assert Stage.SCHEME in told.stages
    assert Stage.FIELD in told.stages


def test_a_list_that_no_slot_of_a_face_names_is_words() -> None:
    slot = (
        "public struct AB_WINDOW_S {\n  public UInt32 width;\n  public UInt32 skin; /* see AB_SKINCOLOR_KIND_E */\n}\n"
    )
    found = report({"Attr.cs": slot, "Kind.cs": _KINDS}, sifted=True).findings
    assert [one for one in found if one.kind is Kind.CAPABILITY] == []
