"""COFF, Mach-O, PE and ELF: names taken apart, what is offered and what is needed, types of run-time information."""

import shutil
import struct
import subprocess

import pytest

from sousveil.model.words import Role
from sousveil.reading.registry import recognise
from tests.opening.looking import look
from tests.reading.looking import outline, place_of, read
from tests.samples import dwarf
from tests.samples.kinds.dwarf import PRODUCT
from tests.samples.opening.elf import image
from tests.samples.reading import codeview, coff, elf, mach_o


def _roles(reading) -> dict[str, Role]:
    return {unit.text: unit.role for unit in reading.units}


@pytest.mark.parametrize("big", [True, False])
def test_an_object_of_windows(big):
    data = coff.build(big=big)
    places = [place_of(data, word) for word in ("Ethnicity", "GetRace", "Asian")]
    reading, gaps = read(data, coff.NAME, places)
    assert outline(reading) == [
        "array",
        "  item Asian",
        "  item Black",
        "  item White",
        "record FaceAnalyzer",
        "  function Ethnicity : Race",
        "    parameter : FaceImage",
        "function TLS_GetRace",
        "function tls_race_model",
        "namespace tls",
        "  variable kRaceNames",
    ]
    assert _roles(reading)["Ethnicity"] is Role.EXPORTED
    assert _roles(reading)["tls_race_model"] is Role.IMPORT
    assert gaps == []


def test_an_import_library_names_what_is_needed_of_which_library():
    data = coff.needed("?GetEthnicity@Engine@tls@@QEAAHXZ", "tlsface.dll")
    reading, _ = read(data, "tlsface.dll", [place_of(data, "Ethnicity")])
    assert outline(reading) == ["record Engine", "  function GetEthnicity : int"]
    assert _roles(reading)["GetEthnicity"] is Role.IMPORT


def test_names_as_windows_writes_those_of_c():
    names = ("_TLS_GetRaceEx@8", "@TLS_FastRace@4", "__imp__TLS_OtherRace@4")
    data = coff.build([(name, 1, True) for name in names], machine=0x14C)
    reading, _ = read(data, coff.NAME, [place_of(data, "GetRace")])
    assert outline(reading) == ["function TLS_GetRaceEx", "function TLS_FastRace", "function TLS_OtherRace"]


def test_debug_information_in_an_object_of_windows():
    data = coff.build(sections={name.decode(): raw for name, raw in dwarf.sections(PRODUCT, 4).items()})
    reading, _ = read(data, coff.NAME, [place_of(data, "CVD_ETHNIC_UYGHUR")])
    assert "enum cvd_ethnic_group" in outline(reading)
    assert "function cvd_push_alarm : int" in outline(reading)


def test_types_in_an_object_of_windows():
    data = coff.build(sections={".debug$T": codeview.parts(codeview.records())})
    reading, _ = read(data, coff.NAME, [place_of(data, "Uyghur")])
    assert outline(reading) == TYPES


TYPES = [
    "enum FaceEthnicity",
    "  enum-member Unknown = -1",
    "  enum-member Uyghur = 1",
    "  enum-member Han = 2",
    "  enum-member Hui = 70000",
    "record FaceAttributes",
    "  field age : int = @0",
    "  field gender : int = @4",
    "  field glasses : int = @8",
    "  field ethnicity : FaceEthnicity = @12",
    "  function IsUyghur",
    "record FaceAlarmEvent",
    "  field timestamp : int = @0",
    "  field channel : int = @4",
    "  field face : FaceAttributes = @8",
]


@pytest.mark.parametrize("word", ["Uyghur", "ethnicity", "FaceAttributes"])
def test_types_of_a_program_database(word):
    data = codeview.build()
    reading, gaps = read(data, "types", [place_of(data, word)])
    assert gaps == []
    lines = outline(reading)
    if word == "Uyghur":
        assert lines == TYPES
    else:
        assert {"record FaceAttributes", "record FaceAlarmEvent"} <= set(lines)


YAML = """\
---
MSF: {SuperBlock: {BlockSize: 4096, FreeBlockMap: 2}}
TpiStream:
  Version: VC80
  Records:
    - Kind: LF_FIELDLIST
      FieldList:
        - {Kind: LF_ENUMERATE, Enumerator: {Attrs: 3, Value: -2, Name: Uyghur}}
        - {Kind: LF_ENUMERATE, Enumerator: {Attrs: 3, Value: 5, Name: Han}}
    - Kind: LF_ENUM
      Enum:
        {NumEnumerators: 2, Options: [None], FieldList: 4096, Name: "a::Ethnicity", UniqueName: "", UnderlyingType: 116}
    - Kind: LF_FIELDLIST
      FieldList:
        - {Kind: LF_MEMBER, DataMember: {Attrs: 3, Type: 4097, FieldOffset: 4, Name: ethnicity}}
    - Kind: LF_STRUCTURE
      Class:
        {MemberCount: 1, Options: [None, HasUniqueName], FieldList: 4098, Name: "a::FaceAttr",
         UniqueName: ".?AUFaceAttr@a@@", DerivationList: 0, VTableShape: 0, Size: 8}
"""


@pytest.mark.skipif(shutil.which("llvm-pdbutil") is None, reason="no llvm-pdbutil on this machine to build a file with")
def test_a_program_database_that_others_wrote(tmp_path):
    (tmp_path / "a.yaml").write_text(YAML)
    subprocess.run(["llvm-pdbutil", "yaml2pdb", f"-pdb={tmp_path}/a.pdb", tmp_path / "a.yaml"], check=True)
    (types,) = [b for b in look((tmp_path / "a.pdb").read_bytes()).leaves if b.layer and b.layer.name == b"types"]
    data = bytes(types.data)
    reading, gaps = read(data, "types", [place_of(data, "Uyghur")])
    assert outline(reading) == [
        "enum Ethnicity",
        "  enum-member Uyghur = -2",
        "  enum-member Han = 5",
        "record FaceAttr",
        "  field ethnicity : Ethnicity = @4",
    ]
    assert gaps == []


def test_what_is_no_object_is_left_to_others():
    for data in (coff.build()[:50], b"\x64\x86" + b"some text that begins like an object, and goes on", bytes(80)):
        reader = recognise(data, "a")
        assert reader is None or reader.name != "coff"


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("wide", [True, False])
def test_a_library_of_macos(order, wide):
    data = mach_o.build(order=order, wide=wide)
    reading, gaps = read(data, mach_o.NAME, [place_of(data, word) for word in ("FaceEth", "Ethnicity:", "Asian")])
    assert outline(reading) == [
        "array",
        "  item age",
        "  item Asian",
        "  item Black",
        "  item White",
        "  item ethnicity=%d",
        "record TLSFaceAttributes",
        "function setEthnicity:",
        "function faceImage",
        "function TLS_FaceEthnicity",
        "variable TLS_kRaceNames",
        "function tls_race_model",
        "record TLSFace",
        "  function race",
    ]
    roles = _roles(reading)
    assert (roles["TLS_FaceEthnicity"], roles["tls_race_model"]) == (Role.EXPORTED, Role.IMPORT)
    assert gaps == []


def test_debug_information_of_macos():
    sections = {name.decode().replace(".", "__"): raw for name, raw in dwarf.sections(PRODUCT, 4).items()}
    data = mach_o.build((), {}, sections)
    reading, _ = read(data, mach_o.NAME, [place_of(data, "UYGHUR")])
    assert "  field ethnic : cvd_ethnic_group = @16" in outline(reading)


def test_names_of_cpp_and_java_in_a_library_of_linux():
    symbols = (
        ("_ZNK3tls12FaceAnalyzer12getEthnicityERKNS_9FaceImageEi", 1),
        ("_ZN3tls12FaceAnalyzer4openEv", 1),
        ("_ZN3tls8matchAllERKSt6vectorINS_8FaceAttrESaIS1_EE", 1),
        ("Java_com_tallis_face_FaceEngine_get_1race__I", 1),
        ("_ZTSN3tls11RaceResultsE", 2),
        ("_ZN4core3fmt9Formatter8race_str17h0123456789abcdefE", 1),
    )
    data = elf.build(("x",), symbols_=symbols)
    words = ("getEthnicity", "matchAll", "get_1race", "RaceResults")
    reading, _ = read(data, elf.NAME, [place_of(data, word) for word in words])
    assert outline(reading)[:13] == [
        "record FaceAnalyzer",
        "  function getEthnicity",
        "    parameter : FaceImage",
        "  function open",
        "namespace tls",
        "  function matchAll",
        "    parameter : FaceAttr",
        "record FaceEngine",
        "  function get_race",
        "record RaceResults",
        "namespace Formatter",
        "  function race_str",
    ]


def test_names_of_rust():
    symbols = (
        ("_RNvMNtCs1YoP5fGpeRt_4face6engineNtB2_10FaceEngine9ethnicity", 1),
        ("_RNvNtCs1YoP5fGpeRt_4face6engine10match_race", 1),
        ("_RINvNtCs1YoP5fGpeRt_4face6engine9race_withmEB4_", 1),
        ("_RNvXs_NtCs1_4face6engineNtB4_4RaceNtNtCs2_4core3fmt5Debug3fmt", 1),
    )
    data = elf.build(("x",), symbols_=symbols)
    reading, _ = read(data, elf.NAME, [place_of(data, "ethnicity")])
    assert outline(reading)[:8] == [
        "record FaceEngine",
        "  function ethnicity",
        "namespace engine",
        "  function match_race",
        "  function race_with",
        "record Race",
        "  function fmt",
    ]


def test_names_of_go_in_its_table_of_functions():
    table = b"\xf1\xff\xff\xff\0\0runtime.main\0tallis.cn/face.(*Engine).DetectRace\0tallis.cn/face.openAll\0a.go\0\1"
    data = image([(b".text", 0, b"\x90" * 9 + b"\1"), (b".gopclntab", 0, table)])
    reading, _ = read(data, "server", [place_of(data, "DetectRace")])
    assert outline(reading) == [
        "array", "  item runtime.main", "  item a.go", "record Engine", "  function DetectRace", "function openAll",
    ]  # fmt: skip


def test_types_that_run_time_information_names():
    words = ("N3tls8FaceAttrE", "4Rest", ".?AVFaceAttr@tls@@", ".?AW4Ethnicity@@", "9short", "plain words")
    data = elf.build(words)
    reading, _ = read(data, elf.NAME, [place_of(data, "Ethnicity")])
    assert [line for line in outline(reading) if not line.startswith("function")] == [
        "array", "  item 9short", "  item plain words", "record FaceAttr", "record Rest", "enum Ethnicity",
    ]  # fmt: skip


def _version(strings: dict[str, str]) -> bytes:
    def block(key: str, value: bytes, count: int, kind: int, inner: bytes = b"") -> bytes:
        head = key.encode("utf-16-le") + b"\0\0"
        head += bytes(-(6 + len(head)) % 4)
        body = head + value
        body += bytes(-(6 + len(body)) % 4 if inner else 0) + inner
        return struct.pack("<HHH", 6 + len(body), count, kind) + body

    def pad(raw: bytes) -> bytes:
        return raw + bytes(-len(raw) % 4)

    texts = b"".join(
        pad(block(key, text.encode("utf-16-le") + b"\0\0", len(text) + 1, 1)) for key, text in strings.items()
    )
    table = block("StringFileInfo", b"", 0, 1, block("040904b0", b"", 0, 1, texts))
    variables = block("VarFileInfo", b"", 0, 1, block("Translation", b"\x09\x04\xb0\x04", 4, 0))
    return block("VS_VERSION_INFO", bytes(52), 52, 0, pad(variables) + table)


def image_with_version(strings: dict[str, str]) -> bytes:
    """A library of Windows with nothing but a version."""
    version = _version(strings)
    directory = struct.pack("<12xHH", 0, 1)
    tree = directory + struct.pack("<II", 16, 0x80000018)
    tree += directory + struct.pack("<II", 1, 0x80000030)
    tree += directory + struct.pack("<II", 1033, 0x48)
    body = tree + struct.pack("<IIII", 0x1000 + len(tree) + 16, len(version), 0, 0) + version
    directories = [(0, 0), (0, 0), (0x1000, len(body))] + [(0, 0)] * 13
    optional = struct.pack("<H", 0x20B).ljust(112, b"\0") + b"".join(struct.pack("<II", *each) for each in directories)
    head = b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", 0x40)
    head += b"PE\0\0" + struct.pack("<HHIIIHH", 0x8664, 1, 0, 0, 0, len(optional), 0x2102) + optional
    head += b".rsrc\0\0\0" + struct.pack("<IIII", len(body), 0x1000, len(body), 0x200) + bytes(12) + b"\x40\0\0\x40"
    return head.ljust(0x200, b"\0") + body


def test_the_version_of_a_program():
    data = image_with_version({"CompanyName": "Tallis", "FileDescription": "人脸民族识别", "ProductVersion": "2.1"})
    reading, gaps = read(data, "tls.dll", [place_of(data, "民族", "utf-16-le")])
    assert outline(reading) == [
        "map",
        "  entry CompanyName = Tallis",
        "  entry FileDescription = 人脸民族识别",
        "  entry ProductVersion = 2.1",
    ]
    assert gaps == []
