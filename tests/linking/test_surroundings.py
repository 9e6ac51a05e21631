"""What stands around a place, where there is neither a line nor a record."""

import pytest

from sousveil.linking.chains import link
from sousveil.linking.edges import Fact
from sousveil.model.words import Kind
from tests.linking.laid import examined, matcher, report, traits

FORMS = ("passport", "id card", "citizen", "household register", "marital status", "birth date")
RUN = " ".join(f"{word} %sNodesAllocated: {number}&Counter" for number, word in enumerate(FORMS * 4))
"""As some compilers lay out the strings of a program: one run, in which no text has an end."""


def table(*texts: str) -> bytes:
    return b"\x7f\x01\x02\x03" * 64 + b"\0" + b"\0".join(text.encode() for text in texts) + b"\0" + b"\x03\x02\xff" * 64


def facts(data: bytes) -> set[Fact]:
    chains = link(examined({"program.bin": data}, sifted=True), matcher(), traits())
    return {fact for chain in chains for spot in chain.spots for fact in spot.facts}


def test_a_run_of_all_strings_of_a_program_says_nothing_of_the_name_beside_it() -> None:
    assert len(RUN) > 400
    assert facts(table("semver/v4", "raceHookAllocAndCopy", "raceHookClear", RUN, "rtemp")) <= {Fact.WORD}


def test_names_beside_it_do() -> None:
    assert Fact.SLOT in facts(table("surname", "raceHookAllocAndCopy", *FORMS))


@pytest.mark.parametrize(
    ("phrase", "group"),
    [
        ("lista negra", False), ("caixa-preta", False), ("liste noire", False), ("schwarze Liste", False),
        ("чёрный список", False), ("negra", True), ("preta", True), ("noire", True), ("schwarze", True),
    ],
)  # fmt: skip
def test_a_black_list_is_no_group_in_other_languages_either(phrase: str, group: bool) -> None:
    (item,) = examined({"a.json": f'{{"faceInfo": {{"age": 1, "gender": 2, "race": "{phrase}"}}}}'})
    told = [(hit.group, hit.discarded) for hit in item.hits[0] if hit.group]
    assert told == [("black", "" if group else "a colour of paint, light or text")]


CALLED_BACK = """
export async function onPosted(body) {
  const %s = upload(body.%s);
  const %s = body.%s;
  const owner = await find(body.address, body.email);
  const traits = { age: body.Age, glasses: body.Glasses, beard: body.Beard, race: body.Race };
  await strangers.create({ traits });
}
"""


def test_a_map_that_is_made_of_what_was_captured() -> None:
    text = CALLED_BACK % ("faceUrl", "FaceSnap", "faceScore", "FaceQuality")
    kinds = {f.kind for f in report({"a.ts": text}, sifted=True).findings}
    assert Kind.CAPABILITY in kinds
    text = CALLED_BACK % ("photoUrl", "Upload", "dressSize", "DressSize")
    assert Kind.CAPABILITY not in {f.kind for f in report({"a.ts": text}, sifted=True).findings}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("FaceFind.java", "abstract class FaceFind {\n%s\n}\n"),
        ("find.ts", "interface FaceFind {\n%s\n}\n"),
    ],
)
def test_methods_without_a_body_give_out_what_a_record_has(name: str, text: str) -> None:
    members = ["ageLook", "glassesLook", "ethnicityLook"]
    lines = {
        "FaceFind.java": [f"    abstract List<Score> {one}();" for one in members],
        "find.ts": [f"  {one}(): Score[];" for one in members],
    }[name]
    told = [f for f in report({name: text % "\n".join(lines)}).findings if f.kind is Kind.CAPABILITY]
    assert any(e.role == "function" for f in told for e in f.evidence)
    heroes = report({name.replace("FaceFind", "Hero"): text.replace("FaceFind", "Hero") % "\n".join(lines)}).findings
    assert all(f.kind is not Kind.CAPABILITY for f in heroes)


CHANNEL = """
public class QuorrChannel {
    @Schema(description = "摄像机结构类型: 1-球机; 2-半球; 3-人脸抓拍机")
    private Integer ptzType;
    @Schema(description = "摄像机位置类型。1-检查站、2-车站码头、3-%s、4-校园周边")
    private Integer positionType;
}
"""


def test_where_a_camera_hangs_is_no_faith_of_anybody():
    for place in ("宗教场所", "宗教活动场所", "宗教建筑"):
        assert not report({"QuorrChannel.java": CHANNEL % place}, sifted=True).findings
    told = report({"QuorrChannel.java": CHANNEL % "宗教"}, sifted=True).findings
    assert told


PLOT = {
    "a.R": 'ethnicity <- c("black", "white", "asian")\nggplot(d) + theme(title = element_text(14, %s = "bold"))\n',
    "a.py": 'ethnicity = ["black", "white", "asian"]\n(ggplot(d) + theme(title=element_text(14, %s="bold")))\n',
}


@pytest.mark.parametrize("name", sorted(PLOT))
def test_the_face_of_letters_is_no_face(name: str) -> None:
    assert Kind.CAPABILITY not in {f.kind for f in report({name: PLOT[name] % "face"}, sifted=True).findings}


@pytest.mark.parametrize("name", sorted(PLOT))
def test_a_face_beside_it_is_one(name: str) -> None:
    source = PLOT[name] % "face" + "\nface = detect(image)\n"
    assert Kind.CAPABILITY in {f.kind for f in report({name: source}, sifted=True).findings}


BOARD = """<?xml version="1.0" encoding="UTF-8"?>
<document type="com.apple.InterfaceBuilder3.CocoaTouch.Storyboard.XIB" version="3.0">
  <device id="retina6_1" orientation="portrait" appearance="light"/>
  <scenes><scene sceneID="a1"><objects><viewController id="b2"><view key="view" contentMode="scaleToFill" id="c3">
    <rect key="frame" x="0.0" y="0.0" width="414" height="896"/>
    <autoresizingMask key="autoresizingMask" widthSizable="YES" heightSizable="YES"/>
    <subviews>
      <imageView image="%s" translatesAutoresizingMaskIntoConstraints="NO" id="d4"/>
      <label text="Ethnicity" translatesAutoresizingMaskIntoConstraints="NO" id="e5">
        <rect key="frame" x="20" y="44" width="374" height="40"/>
      </label>
      %s
    </subviews>
  </view></viewController></objects></scene></scenes>
</document>
"""
PAGE = """<Window xmlns="http://schemas.example/presentation">
  <StackPanel>
    <Image Source="%s" />
    <TextBlock Text="Ethnicity" />
    %s
  </StackPanel>
</Window>
"""


@pytest.mark.parametrize(
    ("name", "page", "logo", "told", "looks"),
    [
        (
            "Main.storyboard", BOARD, "logo", "detectedFaceImage",
            '<label text="Glasses"/><label text="Beard"/><label text="Emotion"/><label text="Face"/>',
        ),
        (
            "Main.xaml", PAGE, "logo.png", "{Binding DetectedFaceImage}",
            '<TextBlock Text="Glasses" /><TextBlock Text="Beard" /><TextBlock Text="Detected face" />',
        ),
    ],
)  # fmt: skip
def test_the_layout_of_a_screen_is_of_no_face(name: str, page: str, logo: str, told: str, looks: str) -> None:
    def capabilities(text: str) -> list[object]:
        return [one for one in report({name: text}, sifted=True).findings if one.kind is Kind.CAPABILITY]

    assert not capabilities(page % (logo, ""))
    assert capabilities(page % (told, looks))


FAR = "function a(){return document.forms[0]}" * 100
NEAR = 'var faceInfo={age:1,gender:2,glasses:3,beard:4,hair:5};detectFace(faceInfo);put(faceInfo,"race");'
APART = (
    'var faceInfo={age:1,gender:2,glasses:3,beard:4,hair:5};detectFace(faceInfo);%sput(Vow,"race");var ethnicGroup=1;'
)


def test_on_a_line_without_end_what_is_far_says_nothing() -> None:
    told = {f.kind for f in report({"a.min.js": APART % FAR}, sifted=True).findings}
    assert Kind.CAPABILITY not in told


def test_on_a_line_without_end_what_is_near_does() -> None:
    told = {f.kind for f in report({"a.min.js": FAR + NEAR + FAR}, sifted=True).findings}
    assert Kind.CAPABILITY in told


CODES = """
export const shades: Code[] = [
  {{ id: '{one}', description: '1' }},
  {{ id: '{two}', description: '2' }},
  {{ id: '{three}', description: '3' }},
  {{ id: '{four}', description: '4' }},
]

export const ethnicityCodes: Code[] = [
  {{ id: 'W1', description: 'White' }},
  {{ id: 'B1', description: 'Black' }},
  {{ id: 'A1', description: 'Asian' }},
]
"""


@pytest.mark.parametrize(
    ("codes", "tied"),
    [
        (("EYE_GREY", "EYE_BLUE", "EYE_BROWN", "EYE_GREEN"), False),
        (("HAIR_LONG", "BEARD_FULL", "EYE_BLUE", "GLASSES_NONE"), True),
    ],
)
def test_values_of_one_feature_are_one(codes: tuple[str, ...], tied: bool) -> None:
    one, two, three, four = codes
    text = CODES.format(one=one, two=two, three=three, four=four)
    told = {f.kind for f in report({"people/person.ts": text}).findings}
    assert (Kind.CAPABILITY in told) is tied
