"""Pairs of editions built for each fate, and what always holds of a comparison."""

import re
import shutil
import subprocess
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samples.demo import build
from sousveil.cli import main
from sousveil.knowledge import load as load_pack
from sousveil.model.canonical import sealed
from sousveil.model.comparison import Change, Comparison, Fate
from sousveil.model.words import Kind, Stage
from sousveil.opening.formats.upx_program import elf_blocks
from sousveil.proving.comparing import Edition, compared
from sousveil.proving.comparing.pairs import paired
from sousveil.reporting import to_json
from sousveil.reporting.comparing import comparison_page
from sousveil.running.comparing import compare
from sousveil.running.options import Options
from sousveil.running.scan import scan
from tests.proving.test_proof import WRAPS
from tests.reporting.invented import evidence, other
from tests.reporting.many import SHAPES
from tests.samples.opening import upx

OPTIONS = Options(jobs=1)
ENGLISH_WORD = re.compile(r"(?<![\w./@-])(?:the|of|is|was|not|found|with|and|by|it|in|at)(?![\w./-])", re.IGNORECASE)
HEADER = """\
// Face data of the example
typedef enum EXV_GROUP_KIND
{
    EXV_GROUP_KIND_UNKNOWN = 0,   // not recognised
    EXV_GROUP_KIND_UYGUR,         // 维族
    EXV_GROUP_KIND_HAN,           // 汉族
    EXV_GROUP_KIND_COUNT
} EXV_GROUP_KIND;

typedef struct EXV_FACE_DATA
{
    int nAge;                     // age
    int nGlasses;                 // glasses
    int nMouthMask;               // mask
    int nEthnicity;               // 民族
    EXV_RECT stuFaceBox;          // where the face is
    int nSmile;                   // smile
    int nBeard;                   // beard
} EXV_FACE_DATA;
"""


@pytest.fixture(scope="module")
def product(tmp_path_factory):
    return build(tmp_path_factory.mktemp("demo"))


def edition(folder: Path, text: str = HEADER, name: str = "include/face.h") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return folder


def changes(*paths: Path, **how: object) -> tuple[Change, ...]:
    (step,) = compare(paths, OPTIONS, **how).steps
    return step.changes


def fates(told: tuple[Change, ...]) -> set[Fate]:
    return {change.fate for change in told}


def capability(told: tuple[Change, ...]) -> Change:
    return next(change for change in told if change.kind is Kind.CAPABILITY)


def test_an_edition_against_itself_is_empty(product):
    comparison = compare([product, product], OPTIONS)
    assert not comparison.differs
    assert fates(comparison.steps[0].changes) == {Fate.UNCHANGED}


@given(data=st.data())
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_it_is_it_is_itself(tmp_path_factory, data):
    """Also after lines were dropped, doubled or put in another order."""
    lines = data.draw(st.lists(st.sampled_from(HEADER.splitlines()), max_size=30))
    folder = edition(tmp_path_factory.mktemp("any"), "\n".join(lines))
    report = folder / "report.json"
    report.write_bytes(to_json(scan([folder / "include"], OPTIONS)))
    for pair in ([folder / "include"] * 2, [report] * 2, [report, folder / "include"]):
        comparison = compare(pair, OPTIONS, beside=[folder])
        assert not comparison.differs
        assert fates(comparison.steps[0].changes) <= {Fate.UNCHANGED}


def test_new_and_gone(tmp_path):
    without = edition(tmp_path / "a", "struct EXV_CLOCK { int hour; };\n")
    having = edition(tmp_path / "b")
    assert fates(changes(without, having)) == {Fate.NEW}
    assert fates(changes(having, without)) == {Fate.GONE}


INIT = """\
void exv_reset(int size, face_list *faces)
{
    for (int i = 0; i < size; ++i) {
        faces->info[i].name[0] = 0;
        faces->info[i].emotion = EMOTION_UNKNOWN;
        faces->info[i].gender = GENDER_UNKNOWN;
        faces->info[i].race = RACE_UNKNOWN;
        faces->info[i].age = -1;
        faces->info[i].mask_score = -1;
    }
}
"""


def test_in_a_file_and_a_function_of_other_names_it_has_moved(tmp_path):
    old = edition(tmp_path / "a", INIT, "core/exv_face_memory.c")
    new = edition(tmp_path / "b", INIT.replace("exv_", "nvx_"), "core/nvx_face_memory.c")
    told = capability(changes(old, new))
    assert (told.fate, told.why) == (Fate.MOVED, "It stands in core/nvx_face_memory.c now.")
    assert {change.fate for change in changes(old, new) if change.kind is Kind.CAPABILITY} == {Fate.MOVED}


def test_where_it_is_new_and_where_a_part_of_that_name_lies_now(tmp_path):
    old = edition(tmp_path / "a", INIT, "core/face_memory.c")
    without = "\n".join(line for line in INIT.split("\n") if "race" not in line)
    assert capability(changes(edition(tmp_path / "b", without, "core/face_memory.c"), old)).why == (
        "It stands in core/face_memory.c."
    )
    gone = capability(changes(old, edition(tmp_path / "c", without, "util/face_memory.c")))
    assert gone.fate is Fate.GONE
    assert gone.why == ("It stood in core/face_memory.c. A part of that name lies in util/face_memory.c, without it.")
    gone = capability(changes(old, edition(tmp_path / "d", without, "core/face_memory.c")))
    assert gone.why.endswith("A part of that name is there still, without it: core/face_memory.c.")


@pytest.mark.parametrize("shape", SHAPES)
def test_of_very_many_findings_each_is_told_once(shape):
    findings = SHAPES[shape](600).targets[0].findings
    others = tuple(msgspec.structs.replace(one, id=f"n-{one.id}") for one in findings)
    pairs = paired(findings, others)
    assert sorted(pair.old.id for pair in pairs if pair.old) == sorted(one.id for one in findings)
    assert sorted(pair.new.id for pair in pairs if pair.new) == sorted(one.id for one in others)
    assert all(pair.new.id == f"n-{pair.old.id}" for pair in pairs if pair.old and pair.new)


@pytest.mark.parametrize("claim", ["A word is left over.", "Another word is left over."])
def test_a_trace_is_shown_by_another_only_where_it_says_the_same(claim):
    was, now = (
        msgspec.structs.replace(other(Kind.TRACE, text, said, says=()), evidence=(place,))
        for text, said, place in (
            ("left1", "A word is left over.", evidence("left1", (), "key", lines=("left1 = 1",), layers=("a.c",))),
            ("left2", claim, evidence("left2", (), "key", lines=("left2 = 2",), layers=("b/a.c",))),
        )
    )
    base = SHAPES["findings of every kind"](7).targets[0]
    old, new = (
        Edition(msgspec.structs.replace(base, findings=(one,), sha256=one.id, gaps=()), "k") for one in (was, now)
    )
    (gone,) = [change for change in compared(old, new).changes if change.fate is Fate.GONE]
    assert ("show the same" in gone.why) is (claim == was.claim)
    assert ("the same is shown in b/a.c" in gone.why) is (claim == was.claim)


def test_the_one_thing_in_a_file_whose_names_are_made_anew(tmp_path):
    code = "function {}(face,img){{return {{age:face.age,gender:face.gender,race:face.race,score:img.{}}}}}\n"
    old = edition(tmp_path / "a", code.format("aq", "z1"), "dist/face.js")
    new = edition(tmp_path / "b", code.format("b7", "kk").replace("gender:", "sex:"), "dist/face.js")
    told = [change for change in changes(old, new) if change.kind is Kind.CAPABILITY]
    assert told
    assert not fates(tuple(told)) & {Fate.NEW, Fate.GONE}


def test_what_was_known_by_a_name_and_is_now_found_is_one(tmp_path):
    was = "def load():\n    if not exists(home + '/.kept/weights/race_model_single_batch.h5'):\n        print('no')\n"
    now = (
        "def load(url='https://example.org/face/race_model_single_batch.h5'):\n    race_model = build(url)\n"
        "    return race_model.predict(face_image)\n"
    )
    told = changes(edition(tmp_path / "a", was, "models/Race.py"), edition(tmp_path / "b", now, "models/Race.py"))
    (one,) = [change for change in told if change.kind is not Kind.VOCABULARY]
    assert (one.fate, one.kind) == (Fate.CHANGED, Kind.CAPABILITY)
    assert one.why.endswith("It was found as component before.")


def test_a_slot_that_was_taken_out_is_gone_and_not_renamed(tmp_path):
    old = edition(tmp_path / "a", HEADER.replace("// 民族", "// ethnicity"))
    new = edition(tmp_path / "b", "\n".join(line for line in HEADER.split("\n") if "nEthnicity" not in line))
    trails = [trail for change in changes(old, new) for trail in change.trails if "nEthnicity" in trail.was]
    assert not trails


def test_moved(tmp_path):
    told = changes(edition(tmp_path / "a"), edition(tmp_path / "b", name="sdk/v2/headers/face.h"))
    assert fates(told) == {Fate.MOVED}
    assert "sdk/v2/headers/face.h" in told[0].why


def test_a_folder_with_another_version_in_its_name_is_not_moved(tmp_path):
    old = edition(tmp_path / "a", name="sdk-1.2/face.h")
    for number, version in enumerate(("1.3.1", "1.2.4.post3", "2.0rc1", "1.0-SNAPSHOT")):
        new = edition(tmp_path / f"b{number}", name=f"sdk-{version}/face.h")
        assert fates(changes(old, new)) == {Fate.UNCHANGED}, version


def test_renamed_in_place(tmp_path):
    text = HEADER.replace("int nEthnicity;               // 民族", "int nReserved1;               // reserved")
    text = text[text.index("typedef struct") :]
    old = edition(tmp_path / "a", HEADER[HEADER.index("typedef struct") :])
    told = capability(changes(old, edition(tmp_path / "b", text)))
    assert told.fate is Fate.RENAMED
    assert [(trail.was, trail.now) for trail in told.trails if trail.fate is Fate.RENAMED] == [
        ("int nEthnicity;               // 民族", "int nReserved1;               // reserved")
    ]


JAVA = """\
package com.example.exv;

/** What a search for faces gives. */
public class EXV_FIND_FACE_RESULT extends Structure {{
    /**
     *  age
     */
    public int nAge;
    /**
     *  expression, see {{@link EM_EXPRESSION }}
     */
    public int emExpression;
    /**
     *  attractiveness, -1 means that it does not hold
     */
    public int nAttractive;
    /**
     *  {comment}
     */
    public {slot};
    /**
     *  glasses, see {{@link EM_GLASSES }}
     */
    public int emGlasses;
    /**
     *  mask, see {{@link EM_MASK }}
     */
    public int emMask;
    /**
     *  beard, see {{@link EM_BEARD }}
     */
    public int emBeard;
}}
"""


def java(folder: Path, comment: str, slot: str) -> Path:
    return edition(folder, JAVA.format(comment=comment, slot=slot), "src/EXV_FIND_FACE_RESULT.java")


def test_renamed_in_place_though_comments_keep_its_neighbours_out_of_the_quote(tmp_path):
    old = java(tmp_path / "a", "民族", "int nEthnicity")
    new = java(tmp_path / "b", " ", "byte[] byReserved1 = new byte[4]")
    told = capability(changes(old, new))
    assert told.fate is Fate.RENAMED
    (trail,) = [trail for trail in told.trails if trail.fate is Fate.RENAMED]
    assert (trail.was, trail.now) == ("public int nEthnicity;", "public byte[] byReserved1 = new byte[4];")
    report = tmp_path / "reports" / "report.json"
    report.parent.mkdir()
    report.write_bytes(to_json(scan([old], OPTIONS)))
    assert capability(changes(report, new, beside=[tmp_path])).fate is Fate.RENAMED
    assert capability(changes(report, new)).fate is not Fate.RENAMED, "without the older edition nobody can tell"


def test_a_slot_of_another_name_under_the_same_comment_is_not_called_unchanged(tmp_path):
    old = edition(tmp_path / "a", HEADER.replace("int nEthnicity; ", "int nKindOfPeople; "))
    new = edition(tmp_path / "b", HEADER.replace("int nEthnicity; ", "int nEC; "))
    trails = [trail for change in changes(old, new) for trail in change.trails if "nKindOfPeople" in trail.was]
    assert {trail.fate for trail in trails} == {Fate.RENAMED}


def test_words_replaced(tmp_path):
    text = HEADER.replace("UYGUR,         // 维族", "TYPE_1,        // 类型一").replace(
        "HAN,           // 汉族", "TYPE_2,        // 类型二"
    )
    told = capability(changes(edition(tmp_path / "a"), edition(tmp_path / "b", text)))
    assert told.fate is Fate.REPLACED
    assert any("UYGUR" in trail.was and "TYPE_1" in trail.now for trail in told.trails)
    assert told.groups_lost == ("Uyghur", "Han")


def test_comments_scrubbed(tmp_path):
    only_comments = HEADER.replace("nEthnicity", "nKindOfFace").replace("UYGUR", "ONE").replace("HAN,", "TWO,")
    old = edition(tmp_path / "a", only_comments)
    scrubbed = "\n".join(line.partition("//")[0].rstrip() for line in only_comments.split("\n"))
    told = capability(changes(old, edition(tmp_path / "b", scrubbed)))
    assert told.fate is Fate.SCRUBBED
    assert any("维族" in trail.was and "//" not in trail.now for trail in told.trails)


def test_now_unreadable(tmp_path):
    if shutil.which("7zz") is None and shutil.which("7z") is None:
        pytest.skip("not on this machine: 7z")
    old, new = edition(tmp_path / "a"), tmp_path / "b"
    new.mkdir()
    program = shutil.which("7zz") or shutil.which("7z") or ""
    for folder, word in ((old, []), (new, ["-psecret"])):
        command = [program, "a", "-tzip", *word, str(folder / "sdk.zip"), str(tmp_path / "a/include/face.h")]
        subprocess.run(command, check=True, capture_output=True)
    shutil.rmtree(old / "include")
    told = capability(changes(old, new))
    assert told.fate is Fate.UNREADABLE
    assert "encrypted" in told.why
    back = capability(changes(new, old))
    assert back.fate is Fate.NEW
    assert "could not be read" in back.why


COMPILER = shutil.which("gcc") or shutil.which("cc")
built = pytest.mark.skipif(COMPILER is None, reason="no C compiler on this machine: nothing to strip was built")


def library(folder: Path, *, strip: bool = False) -> Path:
    path = folder / "lib/libexv.so"
    path.parent.mkdir(parents=True)
    source = folder.parent / "exv.c"
    source.write_text("typedef struct { int left, top, right, bottom; } EXV_RECT;\n" + HEADER + "EXV_FACE_DATA one;\n")
    source.write_text(
        source.read_text() + "EXV_GROUP_KIND face_group(EXV_FACE_DATA *face) { return face->nEthnicity; }\n"
    )
    subprocess.run([str(COMPILER), "-shared", "-fPIC", "-g", "-o", path, source], check=True)
    if strip:
        subprocess.run(["strip", path], check=True)
    return folder


def packed(folder: Path, method: int) -> Path:
    """A library of that name as UPX packs one, by a method that ``method`` names."""
    path = folder / "lib/libexv.so"
    path.parent.mkdir(parents=True)
    data = bytearray(upx.elf())
    _, blocks, rest = elf_blocks(memoryview(bytes(data)))
    for block in (*blocks, *rest):
        data[block.start - 4] = method
    path.write_bytes(data)
    return folder


@built
def test_a_library_that_was_stripped_is_no_longer_readable(tmp_path):
    old, new = library(tmp_path / "a"), library(tmp_path / "b", strip=True)
    told = capability(changes(old, new))
    assert told.fate is Fate.UNREADABLE
    assert "lib/libexv.so: native-unlabelled" in told.why
    assert capability(changes(new, old)).fate is Fate.NEW


@built
def test_a_library_that_was_packed_is_no_longer_readable_where_nothing_unpacks_it(tmp_path):
    told = capability(changes(library(tmp_path / "a"), packed(tmp_path / "b", 99)))
    assert told.fate is Fate.UNREADABLE
    assert "lib/libexv.so: packed" in told.why


UPX = shutil.which("upx") or shutil.which("upx-ucl")


def tool(folder: Path) -> Path:
    """A program with debug information, large enough to be packed."""
    path = folder / "bin/exv"
    path.parent.mkdir(parents=True)
    source = folder.parent / "exv.c"
    source.write_text(
        "typedef struct { int left, top, right, bottom; } EXV_RECT;\n" + HEADER + "EXV_FACE_DATA one;\n"
        "int filler[60000] = {1, 2, 3};\nEXV_GROUP_KIND face_group(EXV_FACE_DATA *face) { return face->nEthnicity; }\n"
        "int main(void) { return face_group(&one) + filler[3]; }\n"
    )
    subprocess.run([str(COMPILER), "-g", "-o", path, source], check=True)
    return folder


def packed_by_code(path: Path) -> None:
    """As UPX does it: headers, what is loaded, and what lies between, each in blocks of their own."""
    path.write_bytes(upx.of_elf(path.read_bytes()))


def packed_by_upx(path: Path) -> None:
    if UPX is None:
        pytest.skip("no UPX on this machine (Debian: upx-ucl): a program packed by it was not compared")
    subprocess.run([UPX, "-q", str(path)], check=True, stdout=subprocess.DEVNULL)


@built
@pytest.mark.parametrize("pack", [packed_by_code, packed_by_upx])
def test_a_program_that_was_packed_and_can_be_unpacked_shows_what_it_did(pack, tmp_path):
    old, new = tool(tmp_path / "a"), tool(tmp_path / "b")
    pack(new / "bin/exv")
    there, back = compare([old, new], OPTIONS), compare([new, old], OPTIONS)
    for comparison in (there, back):
        assert not comparison.differs
        assert fates(comparison.steps[0].changes) == {Fate.UNCHANGED}
    assert any(change.kind is Kind.CAPABILITY for change in there.steps[0].changes)


@built
def test_a_library_that_was_stripped_where_a_header_still_shows_the_same_has_not_moved(tmp_path):
    old, new = library(tmp_path / "a"), library(tmp_path / "b", strip=True)
    for folder in (old, new):
        edition(folder)
    told = capability(changes(old, new))
    assert told.fate is Fate.CHANGED
    assert "One part that showed it cannot be read any more: lib/libexv.so" in told.why
    assert (told.lost, told.groups_lost) == ((), ())
    back = capability(changes(new, old))
    assert (back.fate, back.why) == (Fate.CHANGED, "It stands in lib/libexv.so, too, now.")


def test_in_one_file_less_is_said_so(tmp_path):
    old, new = edition(tmp_path / "a"), edition(tmp_path / "b")
    edition(old, name="copy/faces.h")
    told = capability(changes(old, new))
    assert told.fate is Fate.CHANGED
    assert told.why.startswith("It stands in copy/faces.h no longer")


@built
def test_through_editions_what_stays_unreadable_is_not_called_gone(tmp_path):
    sides = [library(tmp_path / "a"), library(tmp_path / "b", strip=True), packed(tmp_path / "c", 99)]
    comparison = compare(sides, OPTIONS)
    line = next(one for one in comparison.timeline if one.moments[0].stages)
    assert [moment.fate for moment in line.moments] == [None, Fate.UNREADABLE, Fate.UNREADABLE]
    page = comparison_page(comparison, width=100, colour=False, unicode=True)
    assert page.count("cannot be seen: that part cannot be read") == 2 * len(comparison.timeline)


def test_a_stage_more_is_a_change(tmp_path):
    event = "\ntypedef struct EXV_ALARM_EVENT\n{\n    int nChannel;\n    EXV_FACE_DATA stuFace;\n} EXV_ALARM_EVENT;\n"
    told = capability(changes(edition(tmp_path / "a"), edition(tmp_path / "b", HEADER + event)))
    assert told.fate is Fate.CHANGED
    assert Stage.EVENT in told.gained
    assert not told.lost


def with_other_rules(target: Path, path: Path) -> Path:
    """A report of ``target`` that was made without the rules for a list of groups."""
    pack = load_pack()
    kept = tuple(rule for rule in pack.rules if not any(find.startswith("group/") for find in rule.find))
    pack = msgspec.structs.replace(pack, rules=kept, digest="of an older version")
    path.write_bytes(to_json(scan([target], OPTIONS, pack=pack)))
    return path


def test_rules_changed_and_not_the_software(tmp_path):
    target = edition(tmp_path / "sdk")
    report = with_other_rules(target, tmp_path / "old.json")
    target = target.rename(tmp_path / "elsewhere")
    told = changes(report, target)
    assert fates(told) <= {Fate.RULES, Fate.UNCHANGED}
    assert Fate.RULES in fates(told)
    assert main(["compare", str(report), str(target)]) == 0


def test_an_old_report_is_derived_again_where_its_target_is_at_hand(tmp_path):
    (tmp_path / "old").mkdir()
    target = edition(tmp_path / "old/sdk")
    report = with_other_rules(target, tmp_path / "old/old.json")
    newer = edition(tmp_path / "new/sdk", HEADER + "\n// more\n")
    comparison = compare([report, newer], OPTIONS)
    assert comparison.sides[0].read == "derived"
    assert fates(comparison.steps[0].changes) == {Fate.UNCHANGED}
    shutil.rmtree(target)
    comparison = compare([report, newer], OPTIONS)
    assert comparison.sides[0].read == "report"
    assert any("different rules" in note for note in comparison.steps[0].notes)
    assert not all(change.sure for change in comparison.steps[0].changes)
    kept = shutil.copytree(newer, tmp_path / "kept/sdk")
    (kept / "include/face.h").write_text(HEADER)
    assert compare([report, newer], OPTIONS, beside=[tmp_path / "kept"]).sides[0].read == "derived"


def test_two_reports_alone_say_what_they_cannot_tell(tmp_path):
    for name, text in (("a", HEADER), ("b", HEADER.replace("Ethnicity", "Reserved1").replace("// 民族", ""))):
        edition(tmp_path / name / "sdk", text)
        (tmp_path / f"{name}.json").write_bytes(to_json(scan([tmp_path / name / "sdk"], OPTIONS)))
    (step,) = compare([tmp_path / "a.json", tmp_path / "b.json"], OPTIONS).steps
    assert step.differs
    assert any("only a report" in note for note in step.notes)


def test_a_timeline_of_three(tmp_path):
    paths = [
        edition(tmp_path / "1", "struct EXV_CLOCK { int hour; };\n"),
        edition(tmp_path / "2"),
        edition(tmp_path / "3", HEADER.replace("int nEthnicity;               // 民族", "int nReserved1;")),
        edition(tmp_path / "4", "struct EXV_CLOCK { int hour; };\n"),
    ]
    comparison = compare(paths, OPTIONS)
    assert len(comparison.steps) == 3
    for line in comparison.timeline:
        assert len(line.moments) == 4
        assert not line.moments[0].id
        assert not line.moments[3].id
        assert line.where == "include/face.h"
    assert any(line.moments[1].id and line.moments[1].fate is Fate.NEW for line in comparison.timeline)
    assert [bool(side.stages) for side in comparison.sides] == [False, True, bool(comparison.sides[2].stages), False]
    page = comparison_page(comparison, width=100, colour=False, unicode=True)
    assert page.count("none found in what was read") == [side.stages for side in comparison.sides].count(())
    page = comparison_page(comparison, width=100, colour=False, unicode=True)
    assert "Through all editions" in page
    assert msgspec.json.decode(msgspec.json.encode(comparison), type=Comparison) == comparison


def test_the_exit_codes_and_the_page(tmp_path, capsys):
    old, new = edition(tmp_path / "a"), edition(tmp_path / "b", "int x;\n")
    assert main(["compare", str(old), str(old)]) == 0
    assert "no difference" in capsys.readouterr().out
    assert main(["compare", str(old), str(new)]) == 1
    assert "Gone" in capsys.readouterr().out
    assert main(["compare", str(old)]) == 2
    assert main(["compare", str(old), str(tmp_path / "none")]) == 2
    assert main(["compare", "--format", "json", str(old), str(new)]) == 1
    assert msgspec.json.decode(capsys.readouterr().out, type=Comparison).differs


def test_replies_are_carried(tmp_path):
    report = scan([edition(tmp_path / "a")], OPTIONS)
    from sousveil.model.report import Statement

    reply = Statement(from_="Example Vendor", when="2026-11-22", source="a letter", text="No.")
    target = msgspec.structs.replace(report.targets[0], statements=(reply,))
    path = tmp_path / "r.json"
    path.write_bytes(to_json(sealed(msgspec.structs.replace(report, targets=(target,)))))
    comparison = compare([path, tmp_path / "a"], OPTIONS)
    assert comparison.sides[0].statements == (reply,)
    assert "Reply of 2026-11-22" in comparison_page(comparison, width=80, colour=False, unicode=True)


def test_what_a_part_fetches_does_not_make_it_unreadable(tmp_path):
    code = "class FaceAttributes:\n    def predict_race(self, face_image):\n        return self.model(face_image)\n"
    fetching = 'WEIGHTS = "https://example.com/models/face_race.h5"\n'
    old, new = edition(tmp_path / "a", code, "race.py"), edition(tmp_path / "b", fetching + "x = 1\n", "race.py")
    assert Fate.UNREADABLE not in fates(changes(old, new))


def test_gone_in_one_place_and_still_there_in_another_is_said(tmp_path):
    old = edition(edition(tmp_path / "a"), HEADER.replace("EXV_", "OTHER_"), "other/faces.h")
    new = edition(tmp_path / "b")
    (step,) = compare([old, new], OPTIONS).steps
    assert not step.lost
    gone = [change for change in step.changes if change.fate is Fate.GONE and change.kind is Kind.CAPABILITY]
    assert all("Other findings of the newer edition show the same." in change.why for change in gone)


def test_names_that_turn_what_is_read_around_do_so_nowhere_on_the_page(tmp_path, capsys):
    said = '{"name": "inno\u202ecent", "version": "1"}'
    old, new = (edition(tmp_path / f"{name}\u202eb", said, "package.json") for name in "ac")
    for form in ("html", "terminal"):
        assert main(["compare", "--format", form, str(old), str(new)]) == 0
        page = capsys.readouterr().out
        assert "\u202e" not in page
        assert "“inno" in page


def test_the_page_has_no_script_asks_for_nothing_and_takes_nothing_foreign_for_its_own(tmp_path, capsys):
    hostile = HEADER.replace("// 民族", "// 民族 <script>alert(1)</script> \u202e")
    old, new = edition(tmp_path / "a", hostile), edition(tmp_path / "b", hostile.replace("Ethnicity", "Reserved1"))
    assert main(["compare", "--jobs", "1", "--format", "html", str(old), str(new), str(old)]) == 1
    page = capsys.readouterr().out
    assert "default-src 'none'" in page
    assert "script-src" not in page
    assert "<script" not in page
    assert "\u202e" not in page
    assert "nReserved1" in page
    assert "Through all editions" in page


@pytest.mark.parametrize("form", ["terminal", "html"])
def test_a_comparison_in_chinese_says_nothing_of_its_own_in_english(tmp_path, capsys, form):
    old = edition(edition(tmp_path / "a"), name="copy/faces.h")
    new = edition(tmp_path / "b", HEADER.replace("UYGUR,         // 维族", "TYPE_1,        // 类型一"))
    gone = edition(edition(tmp_path / "c", "int nothing;\n", name="include/other.h"), "int none;\n", "lib/face.h")
    assert main(["compare", "--lang", "zh", "--format", form, str(old), str(new), str(gone)]) == 1
    page = capsys.readouterr().out
    assert "族群" in page
    assert "同名的部分位于" in page
    body = re.sub(r"<(style|code)>.*?</\1>|<[^>]+>", " ", page[page.find("<body") + 1 :], flags=re.DOTALL)
    lines = [line for line in body.splitlines() if ENGLISH_WORD.search(line)]
    assert [line for line in lines if not re.match(r" +[-+] ", line)] == []  # lines of the software itself
    assert main(["compare", "--lang", "xx", str(old), str(new)]) == 2


@given(
    wraps=st.lists(st.lists(st.sampled_from(sorted(WRAPS)), max_size=3), min_size=2, max_size=2),
    codec=st.sampled_from(["utf-8", "gb18030", "utf-16"]),
)
@settings(max_examples=8, deadline=None)
def test_whatever_an_edition_is_packed_in_its_findings_are_the_same(tmp_path_factory, wraps, codec):
    """Ids are of what was found: another archive, another order of archives, another encoding change none."""
    sides = []
    for number, (steps, coded) in enumerate(zip(wraps, ("utf-8", codec), strict=True)):
        data, name = HEADER.encode(coded), "face.h"
        for step in steps:
            data, name = WRAPS[step](data, name), f"{name}.{step}"
        side = tmp_path_factory.mktemp("packed") / str(number)
        side.mkdir()
        (side / name).write_bytes(data)
        sides.append(side)
    told = changes(*sides)
    assert told
    assert fates(told) <= {Fate.UNCHANGED, Fate.MOVED}
    assert all(change.old == change.new for change in told)
