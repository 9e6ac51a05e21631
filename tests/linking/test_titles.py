"""Titles that a program writes a value under, in its text, and what only looks like them. Names here are invented."""

import pytest

from sousveil.linking.edges import EdgeKind
from sousveil.linking.showing.titles import WHY
from sousveil.model.words import Kind, Stage, Trait
from tests.linking.laid import chains, report

PYTHON = """
def tell(picture):
    face = detector.analyze(picture)[0]
    print("{sex}: ", face["sex_word"])
    print("{looks}: ", face["emotion_word"])
    print("{trait}: ", face["trait_word"])
"""

CPP = """
QString FaceTeller::asText(const FaceImage &face) const
{{
    return QString("<b>{sex}</b>: %1<br>{looks}: %2\\n* {trait}: %3")
        .arg(face.first).arg(face.second).arg(face.third);
}}
"""

JAVA = """
class FaceTeller {{
    String tell(Face face, Bitmap photo) {{
        String out = "{sex}: " + face.first();
        out += "\\n{looks}: " + face.second();
        out += "\\n{trait}: " + face.third();
        return out;
    }}
}}
"""

SCRIPT = """
export function tell(face, photo) {{
  box.innerHTML = `<li>{sex}: ${{face.a}}</li><li>{looks}: ${{face.b}}</li><li>{trait}：${{face.c}}</li>`;
}}
"""

FILES = {"tell.py": PYTHON, "tell.cpp": CPP, "FaceTeller.java": JAVA, "tell.js": SCRIPT}


def places(files: dict[str, str | bytes]) -> list[tuple[str, set[Stage]]]:
    """The role and the stages of each place of the capabilities of these files."""
    found = report(files, sifted=True).findings
    return [(e.role, set(e.shows)) for f in found if f.kind is Kind.CAPABILITY for e in f.evidence]


def shown(files: dict[str, str | bytes]) -> bool:
    return any(Stage.EXPOSURE in stages for _, stages in places(files))


@pytest.mark.parametrize("name", FILES)
def test_a_title_among_those_of_a_look_is_shown_to_somebody(name: str) -> None:
    words = {"sex": "Gender", "looks": "Emotion", "trait": "Predicted Ethnicity"}
    role = "ui-label" if name == "tell.js" else "title"  # a piece of a page says that it predicts, and is on a screen
    assert (role, True) in [
        (role, Stage.EXPOSURE in told) for role, told in places({name: FILES[name].format(**words)})
    ]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    ("sex", "looks", "trait"),
    [
        ("性别", "表情", "民族"), ("性別", "表情", "人種"), ("성별", "표정", "인종"),
        ("Пол", "Эмоция", "Этническая группа"),
        ("الجنس", "العمر", "الأصل العرقي"), ("Cinsiyet", "Duygu durumu", "Etnik köken"), ("Género", "Edad", "Etnia"),
        ("Sexe", "Lunettes", "Origine ethnique"), ("Geschlecht", "Brille", "Ethnie"), ("Gênero", "Idade", "Etnia"),
        ("Giới tính", "Tuổi", "Chủng tộc"), ("Jenis kelamin", "Umur", "Suku bangsa"), ("جنسیت", "سن", "نژاد"),
        ("מגדר", "גיל", "מוצא אתני"), ("लिंग", "उम्र", "जातीयता"), ("เพศ", "อายุ", "เชื้อชาติ"), ("Sesso", "Età", "Etnia"),
        ("Geslacht", "Leeftijd", "Etniciteit"), ("Cinsiyet", "Yaş", "Irk"), ("Płeć", "Wiek", "Pochodzenie etniczne"),
    ],
)  # fmt: skip
def test_a_title_in_any_language(name: str, sex: str, looks: str, trait: str) -> None:
    assert shown({name: FILES[name].format(sex=sex, looks=looks, trait=trait)})


def test_the_claim_and_the_link_say_what_it_is() -> None:
    text = PYTHON.format(sex="Gender", looks="Emotion", trait="Ethnicity").replace("trait_word", "ethnicity")
    claim = next(f.claim for f in report({"tell.py": text}).findings if f.kind is Kind.CAPABILITY)
    assert "writes ethnic group out under a title" in claim
    assert "search" not in claim
    edges = [edge for chain in chains({"tell.py": text}) for edge in chain.edges]
    assert (EdgeKind.SHOWN_BY, WHY) in [(edge.kind, edge.why) for edge in edges]


def test_a_value_that_is_called_after_the_trait_needs_no_other_title() -> None:
    text = """
def tell(face_image):
    ethnicity = face_classifier.predict(face_image)
    page.markdown(f"**Ethnicity:** {%s}")
"""
    assert shown({"tell.py": text % "ethnicity"})
    assert not shown({"tell.py": text % "told"})


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("tell.py", 'print("', 'logger.info("'),
        ("tell.py", 'print("', 'input("'),
        ("tell.py", '{trait}: "', '{trait}: what the maker told us of"'),
        ("tell.py", '{trait}: "', '{trait} "'),
        ("tell.py", '"{trait}', '"We do not tell {trait}'),
        ("FaceTeller.java", 'out += "\\n{trait}: " + face.third();', 'if (line.startsWith("{trait}: ")) skip();'),
        ("tell.js", "{trait}：", "Nobody is told here of {trait}, or of anything else: "),
        ("tell.cpp", "{trait}: %3", "{trait}:: %3"),
    ],
)
def test_what_is_read_in_asked_logged_or_told_is_no_title(name: str, old: str, new: str) -> None:
    assert old in FILES[name]
    text = FILES[name].replace(old, new).format(sex="Gender", looks="Emotion", trait="Ethnicity")
    assert not shown({name: text})


@pytest.mark.parametrize(
    "lines",
    [
        ("Name", "Address", "Race"),
        ("Car", "Driver", "Race"),
        ("Thread", "Lock", "Race condition"),
        ("Household income", "Census block", "Ethnicity"),
        ("Passport number", "Gender", "Ethnicity"),
        ("Employee", "Gender", "Ethnicity"),
    ],
)
def test_titles_of_forms_cards_and_races_are_not_of_a_look(lines: tuple[str, str, str]) -> None:
    text = "def tell(row):\n" + "".join(f'    print("{line}: ", row[{n}])\n' for n, line in enumerate(lines))
    assert not shown({"tell.py": text})
    java = "".join(f'    out += "{line}: " + row.at({n});\n' for n, line in enumerate(lines))
    assert not shown(
        {"Tell.java": 'class Tell {\n  String tell(Row row) {\n    String out = "";\n' + java + "  }\n}\n"}
    )


def test_two_traits_in_one_title_are_two() -> None:
    text = PYTHON.format(sex="Gender", looks="Emotion", trait="Race/Ethnicity")
    told = {f.trait for f in report({"tell.py": text}).findings if Stage.EXPOSURE in f.stages}
    assert told == {Trait.RACE, Trait.ETHNICITY}


def test_a_title_that_says_it_was_predicted_needs_no_other() -> None:
    alone = 'def tell(picture, face):\n    answer = net.predict(face)\n    show(f"{title}: **{{answer}}**")\n'
    assert shown({"tell.py": alone.format(title="Predicted Ethnicity")})
    assert not shown({"tell.py": alone.format(title="Ethnicity of")})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("t.py", "def tell(r):\n    print(f\"Sex: {r['a']}\")\n    print(f\"Emotion: {r['b']}\")\n    %s\n"),
        ("t.js", "function tell(r) {\n  out(`Sex: ${r.a}`);\n  out(`Emotion: ${r.b}`);\n  %s\n}\n"),
    ],
)
def test_what_a_classifier_told_needs_no_face(name: str, text: str) -> None:
    """Where an expression and the sex are written out beside it."""
    told = "print(f\"Ethnie: {r['%s']}\")" if name == "t.py" else "out(`Ethnie: ${r['%s']}`);"
    assert shown({name: text % (told % "dominant_race")})
    assert not shown({name: text % (told % "stated_race")})
    assert not shown({name: text.replace("Emotion", "Median income") % (told % "dominant_race")})


def test_titles_that_only_a_space_parts() -> None:
    text = """
def tell(face_image, faces):
    face = faces.detect(face_image)
    label.config(text="Gender:%s Glasses:%s {}:%s" % (face["a"], face["b"], face["c"]))
"""
    assert shown({"t.py": text.replace("{}", "Ethnicity")})
    assert not shown({"t.py": text.replace("{}", "we say nothing of Ethnicity or of that")})


LINES = {
    "tell.py": """
def tell(face, frame):
    found = analyser.analyze(face)
    lines = [
        "{sex}: " + found["x"],
        "{looks}: " + found["y"],
        "{trait}: " + found["z"],
    ]
    return "\\n".join(lines)
""",
    "tell.js": """
export function tell(face, photo) {{
  const found = detector.analyze(face);
  const lines = ["{sex}: " + found.x, "{looks}: " + found.y, "{trait}: " + found.z];
  return lines.join("\\n");
}}
""",
}


@pytest.mark.parametrize(("name", "text"), LINES.items(), ids=LINES)
def test_lines_of_a_list(name: str, text: str) -> None:
    shown = {s for _, of in places({name: text.format(sex="Gender", looks="Emotion", trait="Ethnicity")}) for s in of}
    assert Stage.EXPOSURE in shown
    assert places({name: text.format(sex="Driver", looks="Team", trait="Race")}) == []


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ('print(f"Taken as {name} (race: {race_score:.1f}%%)")', True),
        ('print(f"Taken as {name} (pace: {race_score:.1f}%%)")', False),
    ],
)
def test_a_title_in_brackets(shown: str, told: bool) -> None:
    code = (
        "import cv2\n\ndef show(frame, face):\n    age, gender, race = model.predict(face)\n"
        "    race_score = race.max()\n"
        f"    name = race.argmax()\n    {shown.replace('%%', '%')}\n"
    )
    found = report({"show.py": code}, sifted=True).findings
    places = [p for f in found if f.kind is Kind.CAPABILITY for p in f.evidence if p.line == 7]
    assert any(Stage.EXPOSURE in place.says for place in places) is told


def test_the_title_of_an_item_counts_though_what_it_writes_is_a_firmer_word() -> None:
    code = """
def tell(frame, font):
    for face in detector.analyze_faces(frame):
        lines = [
            f"Mood: {face['dominant_emotion']}",
            f"Gender: {face['gender']}",
            f"Glasses: {face['glasses']}",
            f"%s {face['dominant_race']}",
        ]
        for line in lines:
            write_line(frame, line, font)
"""

    def stages(text: str) -> set[Stage]:
        found = report({"tell.py": text}, sifted=True).findings
        return {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}

    assert Stage.EXPOSURE in stages(code % "Race:")
    assert Stage.EXPOSURE not in stages(code % "found")


SHARES = {
    "Cell.swift": "func fill(face: Face, photo: UIImage) {{\n  let age = face.age, glasses = face.glasses\n"
    '  {does}"{one}: \\(face.first ?? -1)\\n{two}: \\(face.second ?? -1)"\n}}\n',
    "tell.py": "def fill(face, photo):\n    age, glasses = face.age, face.glasses\n"
    '    {does}f"{one}: {{face.first}}, {two}: {{face.second:.2f}}"\n',
    "Tell.kt": "fun fill(face: Face, photo: Bitmap) {{\n  val age = face.age\n  val glasses = face.glasses\n"
    '  {does}"{one}: ${{face.first}} / {two}: ${{face.second}}"\n}}\n',
}


def labelled(name: str, does: str, one: str = "Asian", two: str = "Hispanic") -> bool:
    text = SHARES[name].format(does=does, one=one, two=two)
    return any({Stage.SCHEME, Stage.EXPOSURE} <= stages for _, stages in places({name: text}))


@pytest.mark.parametrize("name", SHARES)
def test_groups_that_a_value_is_written_under_each(name: str) -> None:
    assert labelled(name, "label.text = ")
    assert not labelled(name, "logger.debug(" if name == "tell.py" else "Log.d(")
    assert not labelled(name, "label.text = ", one="Fits Asian", two="Fits Black")
    assert not labelled(name, "label.text = ", one="Tea", two="Coffee")
    assert not any({Stage.SCHEME, Stage.EXPOSURE} <= stages for _, stages in places(
        {name: SHARES[name].format(does="label.text = ", one="Asian, Black or White", two="said")}))  # fmt: skip
