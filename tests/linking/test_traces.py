"""Traces of removal over small invented interfaces, each with an innocent twin that gives nothing."""

import pytest

from sousveil.knowledge.pack import Layout, Slot
from sousveil.linking.chains import Linker
from sousveil.linking.removal.layouts import Layouts, _offset
from sousveil.linking.removal.signs import signs_of_removal
from sousveil.linking.removal.traces import Trace
from sousveil.model.words import Kind, Outcome, Stage, Trait
from tests.linking.laid import examined, matcher, pack, report, traits
from tests.robust.steps import steps
from tests.samples.reading.java_class import Pool, class_file, member

SNAPSHOT = """
// what the camera tells of a face
struct Q_FACE_SNAPSHOT {{
    BYTE byAgeGroup;   // age group
    BYTE bySex;        // sex
    BYTE byGlasses;    // glasses
    BYTE bySmile;      // smile
    BYTE {first};{said}
    BYTE byBeard;      // beard
    BYTE byFaceMask;   // face mask
    BYTE byRes[4];     // reserved
}};
"""


def snapshot(first: str, said: str = "") -> dict[str, str | bytes]:
    return {"q.h": SNAPSHOT.format(first=first, said=f"  // {said}" if said else "")}


def traces(files: dict[str, str | bytes], sign: str = "") -> list:
    found = [finding for finding in report(files).findings if finding.kind is Kind.TRACE]
    return [finding for finding in found if not sign or finding.rule == f"traces/{sign}"]


def signs(files: dict[str, str | bytes]) -> set[str]:
    return {finding.rule for finding in traces(files)}


# a known layout, with another name in a slot's place

HUMAN = ["byAgeGroup", "bySex", "byEyeGlass", "byAge", "byAgeDeviation", "byEthnic", "byMask", "bySmile",
         "byFaceExpression", "byBeard", "byRace", "byHat"]  # fmt: skip


def record(names: list[str], name: str = "NET_VCA_HUMAN_FEATURE") -> str:
    fields = "\n".join(f"    BYTE {each};" for each in names)
    return f"typedef struct tag{name}\n{{\n{fields}\n    BYTE byRes[4];\n}}{name};\n"


def renamed(**other: str) -> list[str]:
    return [other.get(name, name) for name in HUMAN]


def test_a_slot_renamed_at_the_same_offset():
    found = traces({"q.h": record(renamed(byRace="byRes2"))})
    assert [finding.rule for finding in found] == ["traces/renamed-slot"]
    (finding,) = found
    assert (finding.trait, finding.stages, finding.as_written) == (Trait.RACE, (), ("byRes2",))
    assert [e.name for e in finding.evidence] == [
        "NET_VCA_HUMAN_FEATURE.byRes2", "NET_VCA_HUMAN_FEATURE", "NET_VCA_HUMAN_FEATURE.byBeard",
        "NET_VCA_HUMAN_FEATURE.byHat",
    ]  # fmt: skip
    assert '"byRace"' in finding.claim
    assert "at byte 10" in finding.claim
    assert any("labzen/hikvision-jna" in where for where in finding.precedents)


def test_neighbours_renamed_together():
    found = traces({"q.h": record(renamed(byRace="byRes2", byBeard="byRes1", byEthnic="byRes0"))})
    assert {(f.trait, f.as_written) for f in found} == {(Trait.RACE, ("byRes2",)), (Trait.ETHNICITY, ("byRes0",))}


def test_only_a_trace_is_indicated_and_shows_no_stage():
    told = report({"q.h": record(renamed(byRace="byRes2", byEthnic="byRes0"))})
    assert told.verdict.outcome is Outcome.INDICATED
    assert told.verdict.stages == ()
    assert Stage.FIELD.value in told.verdict.states
    assert told.verdict.states[Stage.FIELD.value] != "shown"


@pytest.mark.parametrize(
    "files",
    [
        {"q.h": record(renamed(byRace="byRace2", byEthnic="byEthnicity"))},
        {"q.h": record([*HUMAN[:5], "byRes1"])},  # an older edition that ends before
        {"q.h": record(["byAlpha", "byBeta", "byGamma", "byDelta", "byRes2", "byHat"])},
        {"q.h": record([name for name in HUMAN if name not in ("byRace", "byEthnic")])},
        {"q.h": record(renamed(byRace="byRes2", byEthnic="byRes0"), "NET_VCA_OTHER")},
        {"q.h": record(renamed(byRace="byRes2", byEthnic="byRes0")).replace("BYTE byRes2;", "BYTE byRes2[64];")
               .replace("BYTE byRes0;", "BYTE byRes0[64];")},
    ],
    ids=["still named", "older edition", "another record of that name", "gone altogether", "unknown record", "size"],
)  # fmt: skip
def test_records_that_say_nothing(files):
    assert "traces/renamed-slot" not in signs(files)


def test_the_slot_as_published_is_no_trace():
    assert "traces/renamed-slot" not in signs({"q.h": record(HUMAN)})


def test_the_same_in_java_and_in_ctypes():
    fields = renamed(byRace="byRes2")
    java = "public class NET_VCA_HUMAN_FEATURE extends Structure {\n"
    java += "".join(f"    public byte {name};\n" for name in fields) + "    public byte[] byRes = new byte[4];\n}\n"
    ctypes = "class NET_VCA_HUMAN_FEATURE(Structure):\n    _fields_ = [\n"
    ctypes += "".join(f"        ('{name}', c_byte),\n" for name in fields) + "        ('byRes', c_byte * 4),\n    ]\n"
    for path, text in (("Q.java", java), ("q.py", ctypes)):
        assert "traces/renamed-slot" in signs({path: text}), path


def test_the_same_in_a_class_file():
    pool = Pool()
    fields = [member(pool, 1, name, "B") for name in renamed(byRace="byRes2", byEthnic="byRes0")]
    fields.append(member(pool, 1, "byRes", "[B"))
    data = class_file(pool, 0x21, "com/nvx/Sdk$NET_VCA_HUMAN_FEATURE", "com/nvx/Structure", fields, [])
    found = traces({"Sdk$NET_VCA_HUMAN_FEATURE.class": data})
    assert {(f.trait, f.as_written) for f in found} == {(Trait.RACE, ("byRes2",)), (Trait.ETHNICITY, ("byRes0",))}
    assert all(place.line is None for finding in found for place in finding.evidence)


FACE = ["emSex", "nAge", "nFeatureValidNum", "emFeature", "RES", "emEye", "emMouth", "emMask", "emBeard",
        "nAttractive", "emNation", "stuFaceCaptureAngle", "nFaceQuality", "nFaceAlignScore"]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("public byte[] szReserved1 = new byte[4];", True),
        ("public byte[] szReserved1;", True),
        ("public int nReserved1;", True),
        ("public byte[] szReserved1 = new byte[64];", False),
        ("public short nReserved1;", False),
    ],
)
def test_a_slot_of_another_size_is_another_thing(written, seen):
    lines = "".join(f"    {written}\n" if name == "RES" else f"    public int {name};\n" for name in FACE)
    java = "public class NET_FACE_DATA extends Structure {\n" + lines + "}\n"
    assert ("traces/renamed-slot" in signs({"Face.java": java})) is seen


def test_offsets_are_told_only_where_all_before_is_known():
    slots = (Slot(name="a"), Slot(name="emRace", size=4, trait=Trait.RACE), Slot(name="c", size=4))
    assert _offset(slots, 1) == -1
    assert _offset((Slot(name="a", size=8), *slots[1:]), 1) == 8


def test_layouts_of_an_empty_pack_find_nothing():
    import msgspec

    bare = msgspec.structs.replace(pack(), layouts=(), lists=())
    graph = Linker(examined({"q.h": record(renamed(byRace="byRes2"))}), matcher(), traits()).graph
    assert list(Layouts(bare).find(graph)) == []
    one = msgspec.structs.replace(bare, layouts=(Layout(id="x", record="NOBODY", slots=(), sources=()),))
    assert list(Layouts(one).find(graph)) == []


# another edition of a record in the same target


def edition(fifth: str) -> str:
    return snapshot(fifth)["q.h"].replace(f"BYTE {fifth};", f"BYTE {fifth}; // kind")


def test_a_slot_renamed_beside_its_own_older_copy():
    found = traces({"v1/q.h": edition("byEthnic"), "v2/q.h": edition("byRes1")}, "renamed-slot")
    assert [(f.trait, f.as_written) for f in found] == [(Trait.ETHNICITY, ("byRes1",))]
    assert "another copy of it in the software" in found[0].claim
    assert ("v1/q.h",) in [place.layers for place in found[0].evidence]
    assert not [text for text in found[0].precedents if "Alike: " not in text]


def test_copies_that_agree_or_of_other_things_are_none():
    assert signs({"v1/q.h": edition("byEthnic"), "v2/q.h": edition("byEthnic")}) == set()
    assert signs({"v1/q.h": edition("byZoom"), "v2/q.h": edition("byRes1")}) == set()
    person = "struct Q_PERSON {{ int id; char name[32]; char address[64]; int {}; int salary; int department; }};"
    assert signs({"v1/p.h": person.format("ethnicity"), "v2/p.h": person.format("reserved")}) == set()


# a hole in a known list

LIST = (
    "enum EM_NATION_TYPE {{ EM_NATION_TYPE_UNKNOWN = 0, {one} EM_NATION_TYPE_OTHER = 2,"
    " EM_NATION_TYPE_UNIDENTIFIED = 3 }};"
)


@pytest.mark.parametrize("one", ["", "EM_NATION_TYPE_RESERVED = 1,", "EM_NATION_TYPE_1 = 1,"])
def test_a_hole_in_a_known_list(one):
    found = traces({"q.h": LIST.format(one=one)}, "hole-in-list")
    assert [(f.trait, f.groups) for f in found] == [(Trait.ETHNICITY, ("Uyghur",))]


@pytest.mark.parametrize(
    "text",
    [
        LIST.format(one="EM_NATION_TYPE_UYGUR = 1,"),
        "enum EM_SIGNAL_TYPE { EM_SIGNAL_TYPE_UNKNOWN = 0, EM_SIGNAL_TYPE_OTHER = 2, EM_SIGNAL_TYPE_LOST = 3 };",
        "enum EM_NATION_TYPE { EM_NATION_TYPE_FRANCE = 0, EM_NATION_TYPE_SPAIN = 2, EM_NATION_TYPE_ITALY = 3 };",
        "enum EM_RACE_TYPE { EM_RACE_UNKNOWN, EM_RACE_NODISTI };",
    ],
    ids=["whole", "another list", "other values of that name", "ends before"],
)
def test_lists_that_say_nothing(text):
    assert "traces/hole-in-list" not in signs({"q.h": text})


# comments and words


def test_a_comment_that_names_the_trait_on_a_reserved_slot():
    found = traces(snapshot("byRes2", "人种"), "renamed-under-comment")
    assert [(f.trait, f.as_written) for f in found] == [(Trait.RACE, ("byRes2",))]
    assert "人种" in found[0].claim


def test_a_comment_that_lists_groups_on_a_reserved_slot():
    found = traces(snapshot("byRes2", "0-不支持，1-维族，2-汉族"), "renamed-under-comment")
    assert [(f.as_written, f.groups) for f in found] == [(("byRes2",), ("Uyghur", "Han"))]


@pytest.mark.parametrize("said", ["保留", "reserved", ""])
def test_an_ordinary_reserved_slot(said):
    assert signs(snapshot("byRes2", said)) == set()


def test_a_comment_hole():
    found = traces(snapshot("byRace"), "comment-hole")
    assert [f.as_written for f in found] == [("byRace",)]


@pytest.mark.parametrize(("first", "said"), [("byRace", "race"), ("byHat", ""), ("byZoom", "")])
def test_no_comment_hole(first, said):
    assert "traces/comment-hole" not in signs(snapshot(first, said))


def test_where_nobody_writes_comments_a_hole_says_nothing():
    bare = (
        "struct Q_FACE { BYTE bySex; BYTE byAge; BYTE byGlasses; BYTE byRace; BYTE byBeard; BYTE byHat; BYTE byMask; };"
    )
    assert signs({"q.h": bare}) == set()


def test_a_reserved_comment_on_a_named_slot():
    found = traces(snapshot("byEthnic", "字段预留,暂不开放"), "reserved-comment")
    assert [(f.trait, f.as_written) for f in found] == [(Trait.ETHNICITY, ("byEthnic",))]
    assert "traces/reserved-comment" not in signs(snapshot("byEthnic", "民族,字段预留"))
    assert "traces/reserved-comment" not in signs(snapshot("byHat", "reserved"))


def test_a_reserved_slot_of_a_card_reader_is_none():
    card = """
    // identity card read by the card reader
    struct Q_ID_CARD_INFO {
        BYTE byIDNumber[20];  // id card number
        BYTE byAddress[80];   // address
        BYTE byIssuer[30];    // issuing authority of the id card
        BYTE byValidFrom[8];  // valid from
        BYTE byRes1;          // 民族
        BYTE byBirthDate[8];  // date of birth
    };
    """
    assert signs({"card.h": card}) == set()


@pytest.mark.parametrize(
    "said",
    ["race: 0-unknown, 1-____, 2-____, 3-Black", "人种, 0-未知，1-__，2-__，3-白人", "race: 0-unknown, 1-***, 2-***"],
)
def test_blanked_words(said):
    found = traces(snapshot("byKind", said), "blanked-words")
    assert [f.trait for f in found] == [Trait.RACE]


@pytest.mark.parametrize(
    "said", ["zoom: 0-unknown, 1-____, 2-near", "race: 0-unknown, 1-Asian, 2-Black", "mode: 0-off, 1-on"]
)
def test_ordinary_values(said):
    assert "traces/blanked-words" not in signs(snapshot("byKind", said))


def test_a_form_to_fill_in_is_none():
    assert signs({"form.md": "Patient race: 1-____ 2-____ (tick one)\n"}) == set()


def test_numbers_for_words():
    demo = """
    class FaceDemo {
        void show(FaceData face) {
            ageField.setText(face.age);
            raceField.setText(kind(face.kind));
        }
        String kind(int n) {
            switch (n) {
                case 0: return "unknown";
                case 1: return "1";
                case 2: return "2";
                default: return "unknown";
            }
        }
    }
    """
    found = traces({"Demo.java": demo}, "numbers-for-words")
    assert [(f.trait, f.as_written) for f in found] == [(Trait.RACE, ("1, 2",))]
    assert "traces/numbers-for-words" not in signs({"Demo.java": demo.replace("raceField", "zoneField")})
    assert "traces/numbers-for-words" not in signs({"Demo.java": demo.replace('"1"', '"one"').replace('"2"', '"two"')})


# what is left, and what is called otherwise


def test_a_text_field_that_is_left_is_no_capability():
    sdk = record(renamed(byRace="byRes2"))
    window = """
    /** face recognition window */
    class FaceWindow {
        private JTextField ageTextField;
        private JTextField genderTextField;
        private JTextField glassesTextField;
        private JTextField raceTextField;
        private FaceImage faceImage;
    }
    """
    found = report({"FaceWindow.java": window, "sdk.h": sdk}).findings
    kept = [f for f in found if f.kind is Kind.TRACE and f.rule == "traces/survivor"]
    assert [(f.trait, f.as_written) for f in kept] == [(Trait.RACE, ("raceTextField",))]
    assert not any(f.kind is Kind.CAPABILITY and f.trait is Trait.RACE for f in found)
    alone = report({"FaceWindow.java": window, "sdk.h": record(HUMAN)}).findings
    assert any(f.kind is Kind.CAPABILITY and f.trait is Trait.RACE for f in alone)
    assert not any(f.rule == "traces/survivor" for f in alone)


JNI = """
static void fill(JNIEnv *env, jobject out, void *in) {
    jclass cls = (*env)->GetObjectClass(env, out);
    jfieldID sex = (*env)->GetFieldID(env, cls, "bySex", "B");
    jfieldID beard = (*env)->GetFieldID(env, cls, "byBeard", "B");
    jfieldID race = (*env)->GetFieldID(env, cls, "byRace", "B");
}
"""


def test_a_name_that_is_left_in_a_string():
    files: dict[str, str | bytes] = {"jni.c": JNI, "sdk.h": record(renamed(byRace="byRes2"))}
    found = traces(files, "survivor")
    assert [(f.trait, f.as_written) for f in found] == [(Trait.RACE, ("byRace",))]
    assert '"byRes2"' in found[0].claim
    assert "traces/survivor" not in signs({"jni.c": JNI, "sdk.h": record(HUMAN)})


def test_what_prints_a_slot_that_is_gone():
    fields = renamed(byRace="byRes2")
    java = "public class NET_VCA_HUMAN_FEATURE extends Structure {\n"
    java += "".join(f"    public byte {name};\n" for name in fields) + "    public byte[] byRes = new byte[4];\n"
    java += '    public String toString() { return "byBeard=" + byBeard + ", byRace=" + byRes2; }\n}\n'
    assert {"traces/renamed-slot", "traces/survivor"} <= signs({"Q.java": java})


@pytest.mark.parametrize(
    "other",
    [
        "def predict_race(face_image):\n    return face_model.race(face_image)\n",
        "class FaceAttributes:\n    races = ['Asian', 'Black']\n    def predict_race(self, face): ...\n",
    ],
)
def test_other_software_beside_a_renamed_slot_keeps_its_capability(other):
    before = [f.kind for f in report({"own/face.py": other}).findings if f.trait is Trait.RACE]
    assert Kind.CAPABILITY in before
    found = report({"own/face.py": other, "sdk.h": record(renamed(byRace="byRes2"))}).findings
    assert [f.kind for f in found if f.trait is Trait.RACE and f.kind is not Kind.TRACE] == before
    assert not any(f.rule == "traces/survivor" for f in found)


def test_a_real_slot_elsewhere_keeps_its_capability():
    sdk = record(renamed(byRace="byRes2"))
    other = "struct Q_FACE_INFO { int age; int gender; int glasses; int race; int smile; FaceRect faceBox; };"
    found = report({"a.h": other, "sdk.h": sdk}).findings
    assert any(f.kind is Kind.CAPABILITY and f.trait is Trait.RACE for f in found)
    assert not any(f.rule == "traces/survivor" for f in found)


def test_a_milder_name_on_a_known_list():
    assert "traces/euphemism" in signs(snapshot("emSkinColor", "肤色, 参考 EM_RACE_TYPE"))
    assert "traces/euphemism" not in signs(snapshot("emRace", "种族, 参考 EM_RACE_TYPE"))
    assert "traces/euphemism" not in signs(snapshot("emComplexion", "肤色, 参考 EM_COMPLEXION_TYPE"))


def test_the_order_of_files_changes_nothing():
    files = {"a.h": record(renamed(byRace="byRes2")), "b.h": LIST.format(one="")}
    one, other = (report(dict(order)).findings for order in (files.items(), reversed(files.items())))
    assert sorted(f.claim for f in one) == sorted(f.claim for f in other)


def test_a_trace_says_what_it_is():
    assert Trace.__doc__ is not None
    for finding in traces({"q.h": record(renamed(byRace="byRes2"))}):
        assert finding.claim.endswith(".")
        assert finding.explanations[0].result == "cannot-be-decided"
        assert "removed" not in finding.claim


# hostile input


def test_very_long_records_and_many_copies_take_no_time():
    def cost(fields: int, editions: int) -> int:
        wide = "struct NET_VCA_HUMAN_FEATURE {" + "".join(f" BYTE byRes{n}; BYTE byHat;" for n in range(fields)) + "};"
        copies = {f"v{n}/q.h": edition("byEthnic" if n % 2 else "byRes1") + f"// {n}\n" for n in range(editions)}
        graph = Linker(examined({"wide.h": wide, **copies}), matcher(), traits()).graph

        def work() -> None:
            _, found = signs_of_removal(graph, [], pack(), traits())
            assert len([trace for trace in found if trace.sign.value == "renamed-slot"]) == editions // 2

        return steps(work)

    assert cost(5000, 16) < 5 * cost(1250, 16)
    assert cost(1250, 64) < 5 * cost(1250, 16)


def test_many_functions_of_numbers_are_looked_at_once():
    one = (
        'String kind{0}(int n) {{ switch (n) {{ case 0: return "unknown"; case 1: return "1";'
        ' default: return "2"; }} }}\n'
    )
    java = (
        "class Demo {\n"
        + "".join(one.format(n) for n in range(300))
        + "void show() { raceField.setText(kind7(x)); }\n}\n"
    )
    found = traces({"Demo.java": java}, "numbers-for-words")
    assert [f.evidence[1].name for f in found] == ["Demo.kind7"]
