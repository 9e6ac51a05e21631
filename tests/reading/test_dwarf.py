"""Debug information: what has a telling name, what holds that, what uses it; in every version and way of writing."""

import random
import shutil
import subprocess

import pytest

from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading, holds
from sousveil.model.words import Role
from sousveil.reading.elf import Elf
from sousveil.running.options import Options
from sousveil.running.scan import scan
from tests.reading.looking import outline, place_of, read
from tests.robust.steps import steps
from tests.samples import dwarf
from tests.samples.kinds.dwarf import PRODUCT, library
from tests.samples.kinds.dwarf_compressed import old
from tests.samples.opening.elf import image

TOLD = [
    "enum cvd_ethnic_group",
    "  enum-member CVD_ETHNIC_UNKNOWN = -1",
    "  enum-member CVD_ETHNIC_HAN = 0",
    "  enum-member CVD_ETHNIC_UYGHUR = 1",
    "  enum-member CVD_ETHNIC_HUI = 2",
    "record cvd_face_attributes",
    "  field age : int = @0",
    "  field gender : int = @4",
    "  field glasses : int = @8",
    "  field mask : int = @12",
    "  field ethnic : cvd_ethnic_group = @16",
    "record cvd_face_alarm",
    "  field timestamp : int = @0",
    "  field channel : int = @4",
    "  field face : cvd_face_attributes = @8",
    "function cvd_push_alarm : int",
    "  parameter pEvent : cvd_face_alarm",
    "  parameter handle : int",
]
WAYS = [
    (2, dwarf.STRING), (2, dwarf.STRP), (3, dwarf.STRP), (4, dwarf.STRP), (4, dwarf.STRING), (5, dwarf.STRP),
    (5, dwarf.STRX1),
]  # fmt: skip


@pytest.mark.parametrize(("version", "form"), WAYS)
@pytest.mark.parametrize("order", ["<", ">"])
def test_every_version_says_the_same(version, form, order):
    data = library(PRODUCT, version=version, form=form, order=order)
    reading, gaps = read(data, "libcvd.so", [place_of(data, "UYGHUR")])
    assert outline(reading) == TOLD
    assert gaps == []


def test_roles():
    data = library(PRODUCT)
    reading, _ = read(data, "libcvd.so", [place_of(data, "UYGHUR")])
    roles = {unit.text: unit.role for unit in reading.units}
    assert roles["cvd_ethnic_group"] is Role.ENUM
    assert roles["CVD_ETHNIC_UYGHUR"] is Role.ENUM_MEMBER
    assert roles["ethnic"] is Role.FIELD
    assert roles["cvd_push_alarm"] is Role.FUNCTION
    assert roles["pEvent"] is Role.PARAMETER


def test_a_place_in_a_body_is_found_though_bodies_are_passed_over():
    data = library(PRODUCT)
    reading, _ = read(data, "libcvd.so", [place_of(data, "counter")])
    assert outline(reading) == ["variable counter : int"]


def test_a_string_that_nothing_is_called_by_stays_a_string_with_its_neighbours():
    data = library(PRODUCT)
    reading, _ = read(data, "libcvd.so", [place_of(data, "GNU C17")])
    assert outline(reading)[0] == "array"
    assert "item GNU C17" in [line.strip() for line in outline(reading)]


def test_names_that_share_their_end_with_a_longer_one():
    product = PRODUCT._replace(slot="CVD_ETHNIC_UYGHUR"[4:])
    sections = dwarf.sections(product, 4)
    # Linkers let a string that is the end of another one stand there.
    at = sections[b".debug_str"].index(b"ETHNIC_UYGHUR\0")
    alone = sections[b".debug_str"].index(b"\0ETHNIC_UYGHUR\0") + 1
    reference, shared = alone.to_bytes(4, "little"), at.to_bytes(4, "little")
    assert sections[b".debug_info"].count(reference) == 1
    sections[b".debug_info"] = sections[b".debug_info"].replace(reference, shared)
    data = image([(name, 0, raw) for name, raw in sections.items()])
    reading, _ = read(data, "libcvd.so", [place_of(data, "UYGHUR")])
    assert "  field ETHNIC_UYGHUR : cvd_ethnic_group = @16" in outline(reading)
    assert "  enum-member CVD_ETHNIC_UYGHUR = 1" in outline(reading)


def test_only_the_unit_with_the_place_is_read():
    product = PRODUCT._replace(members=(("NVX_PLAIN", 1),), enum="nvx_plain", record="nvx_other", event="nvx_third")
    other = dwarf.sections(product, 4)
    this = dwarf.sections(PRODUCT, 4, dwarf.STRING)
    tables = this[b".debug_abbrev"]
    where = (len(other[b".debug_abbrev"])).to_bytes(4, "little")

    def work(others: int) -> None:
        info = other[b".debug_info"] * others + this[b".debug_info"]
        at = len(info) - len(this[b".debug_info"]) + 6
        info = info[:at] + where + info[at + 4 :]
        data = image([
            (b".debug_abbrev", 0, other[b".debug_abbrev"] + tables), (b".debug_info", 0, info),
            (b".debug_str", 0, other[b".debug_str"]),
        ])  # fmt: skip
        reading, _ = read(data, "libcvd.so", [place_of(data, "UYGHUR")])
        assert outline(reading) == TOLD

    one, many = (steps(lambda others=others: work(others)) for others in (1, 1001))
    assert (many - one) / 1000 < one / 50


@pytest.mark.parametrize("sample", [library(PRODUCT), library(PRODUCT, version=5, form=dwarf.STRX1), old(PRODUCT)])
def test_damage_is_never_raised(sample):
    rnd = random.Random(11)  # noqa: S311
    for _ in range(400):
        raw = bytearray(sample)
        for _ in range(rnd.randrange(1, 5)):
            raw[rnd.randrange(64, len(raw))] = rnd.randrange(256)
        data = bytes(raw[: rnd.choice([len(raw), rnd.randrange(64, len(raw))])])
        places = [Place(at, at + 6, 0, "ascii") for at in sorted(rnd.randrange(len(data)) for _ in range(6))]
        for one in Elf().read(memoryview(data), "a.so", places, Limits()):
            if isinstance(one, Reading):
                assert all(holds(unit, data) for unit in one.units)
                assert all(-1 <= symbol.parent < at for at, symbol in enumerate(one.symbols))


SOURCE = """\
typedef enum tagQRS_NATION { QRS_NATION_NONE, QRS_NATION_HAN = 4, QRS_NATION_UYGHUR = -2, QRS_NATION_HUI } QRS_NATION;
typedef struct tagQRS_FACE_ATTR { int nAge; int nGender; QRS_NATION emNation; char szMask[8]; } QRS_FACE_ATTR;
typedef struct tagQRS_SNAP_EVENT { long lTime; QRS_FACE_ATTR stuFace; } QRS_FACE_SNAP_EVENT;
typedef void (*QRS_ON_ALARM)(const QRS_FACE_SNAP_EVENT *pstuEvent, void *pUser);
static QRS_ON_ALARM on_alarm;
static int worth_telling(const QRS_FACE_ATTR *face) { return face->emNation == QRS_NATION_UYGHUR; }
int QRS_SendFaceAlarm(const QRS_FACE_SNAP_EVENT *pstuEvent, int nChannel)
{
    if (on_alarm && worth_telling(&pstuEvent->stuFace)) on_alarm(pstuEvent, 0);
    return nChannel;
}
int QRS_SetFaceAlarm(QRS_ON_ALARM callback) { on_alarm = callback; return 1; }
"""
COMPILER = shutil.which("gcc") or shutil.which("cc")
built = pytest.mark.skipif(COMPILER is None, reason="no C compiler on this machine: nothing to read was built")


def _built(tmp_path, *options: str, strip: bool = False):
    source, library_ = tmp_path / "qrs.c", tmp_path / "out" / "libqrs.so"
    library_.parent.mkdir()
    source.write_text(SOURCE)
    subprocess.run([COMPILER, "-shared", "-fPIC", "-O1", *options, "-o", library_, source], check=True)
    if strip:
        subprocess.run(["strip", library_], check=True)
    (target,) = scan([library_.parent], Options(jobs=1)).targets
    stages = {str(stage) for one in target.findings if one.kind == "capability" for stage in one.stages}
    groups = {group for one in target.findings for group in one.groups}
    return stages, groups, {gap.code for gap in target.gaps}


@built
@pytest.mark.parametrize("options", [
    ("-gdwarf-2", "-gstrict-dwarf"), ("-gdwarf-3",), ("-gdwarf-4",), ("-gdwarf-5",),
    ("-gdwarf-5", "-gz"), ("-gdwarf-4", "-gz=zlib-gnu"),
])  # fmt: skip
def test_a_library_with_debug_information_compressed_or_not_shows_all_of_it(options, tmp_path):
    stages, groups, gaps = _built(tmp_path, *options)
    assert {"vocabulary", "field", "scheme", "event"} <= stages
    assert groups == {"Uyghur", "Han", "Hui"}
    assert "native-unlabelled" not in gaps


@built
def test_the_same_library_stripped_shows_nothing_and_says_what_could_be_lost(tmp_path):
    stages, groups, gaps = _built(tmp_path, "-g", strip=True)
    assert stages == set()
    assert groups == set()
    assert "native-unlabelled" in gaps


@built
def test_a_callback_is_told_with_what_it_takes(tmp_path):
    (tmp_path / "qrs.c").write_text(SOURCE)
    out = tmp_path / "libqrs.so"
    subprocess.run([COMPILER, "-g", "-shared", "-fPIC", "-o", out, tmp_path / "qrs.c"], check=True)
    data = out.read_bytes()
    reading, _ = read(data, out.name, [place_of(data, "QRS_NATION_UYGHUR")])
    lines = outline(reading)
    at = lines.index("function QRS_ON_ALARM")
    assert lines[at + 1] == "  parameter : QRS_FACE_SNAP_EVENT"
    assert "function QRS_SendFaceAlarm : int" in lines


CPP = """\
#include <map>
#include <memory>
#include <string>
#include <vector>
namespace qrs {
enum class Ethnicity : signed char { Unknown = -1, Uyghur, Han };
struct FaceAttr { int age; Ethnicity ethnicity; std::string name; };
struct FaceAlarm { long stamp; std::vector<FaceAttr> faces; };
class Engine {
public:
    Ethnicity detect(const FaceAttr& face, std::map<std::string, int>& cache);
    void send(std::shared_ptr<FaceAlarm> alarm);
};
Ethnicity Engine::detect(const FaceAttr& face, std::map<std::string, int>& cache)
{ cache[face.name]++; return face.ethnicity; }
void Engine::send(std::shared_ptr<FaceAlarm> alarm) { alarm->faces.emplace_back(); }
}
"""


@pytest.mark.skipif(shutil.which("g++") is None, reason="no C++ compiler on this machine: nothing to read was built")
def test_cpp_is_told_without_what_the_standard_library_makes_of_it(tmp_path):
    (tmp_path / "qrs.cpp").write_text(CPP)
    out = tmp_path / "libqrs.so"
    subprocess.run(["g++", "-g", "-shared", "-fPIC", "-o", out, tmp_path / "qrs.cpp"], check=True)
    data = out.read_bytes()
    reading, _ = read(data, out.name, [place_of(data, "Uyghur")])
    lines = outline(reading)
    assert lines[:3] == ["enum Ethnicity", "  enum-member Unknown = -1", "  enum-member Uyghur = 0"]
    wanted = (
        "record FaceAttr", "  field ethnicity : Ethnicity = @4", "record FaceAlarm", "  field faces : FaceAttr = @8",
        "record Engine", "  function detect : Ethnicity", "    parameter face : FaceAttr",
        "    parameter cache : map", "    parameter alarm : FaceAlarm",
    )  # fmt: skip
    for line in wanted:
        assert line in lines, lines
    assert not [line for line in lines if line.startswith("record _") or "allocator" in line]
