"""ELF files: what is packed in them and what is behind them; everything else stays one part."""

import struct

import pytest

from sousveil.opening.elf_headers import headers
from sousveil.opening.formats import recognise
from tests.opening.looking import look
from tests.samples.opening import elf
from tests.samples.opening.zip import Item, archive
from tests.samples.reading import elf as ordinary

TEXT = "EM_NATION_维族".encode()


def _section(data: bytes) -> bytes:
    return elf.image([(b".words", 0x800, data)])


def test_an_ordinary_program_is_one_part():
    opened = look(ordinary.build())
    assert [blob.parts_of for blob in opened.blobs] == [""]
    assert recognise(memoryview(ordinary.build(sections=False))) is None


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("method", [elf.ZLIB, elf.ZSTD])
def test_packed_section_in_any_class_and_order(wide, order, method):
    section = elf.packed(TEXT, method, wide=wide, order=order)
    opened = look(elf.image([(b".words", 0x800, section)], wide=wide, order=order))
    assert not opened.gaps
    assert opened.files("section") == {b".words": TEXT}


def test_the_program_is_read_as_a_whole_beside_its_parts():
    data = elf.build()
    opened = look(data, name=b"libx.so")
    outermost = opened.blobs[-1]
    assert outermost.leaf
    assert bytes(outermost.data) == data
    assert [blob.name for blob in opened.leaves] == [
        b"libx.so", b".gnu_debugdata", b"libx.so",
    ]  # fmt: skip


def _unpacked(data: bytes) -> bytes:
    (found,) = [blob for blob in look(data).leaves if blob.layer and blob.layer.kind == "debug-information"]
    return bytes(found.data)


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("order", ["<", ">"])
def test_packed_debug_information_comes_out_as_one_object(wide, order):
    info = elf.packed(b"info" * 90, elf.ZSTD, wide=wide, order=order)
    sections = [(b".text", 0, b"code"), (b".debug_info", 0x800, info), (b".debug_str", 0, TEXT), (b".data", 0, b"x")]
    data = elf.image([*sections, (b".zdebug_line", 0, elf.gnu(b"line"))], wide=wide, order=order)
    found = headers(memoryview(_unpacked(data)))
    assert [found.name(section) for section in found.sections] == [
        b"", b".debug_info", b".debug_str", b".debug_line", b".shstrtab",
    ]  # fmt: skip
    out = _unpacked(data)
    assert [out[each.offset : each.offset + each.size] for each in found.sections[1:4]] == [
        b"info" * 90, TEXT, b"line",
    ]  # fmt: skip
    assert found.end == len(out)


def test_a_debug_section_that_ends_too_early_is_filled_up_and_said():
    section = elf.packed(TEXT, elf.ZLIB, size=len(TEXT) + 9)
    data = elf.image([(b".debug_str", 0x800, section)])
    assert look(data).codes == ["damaged"]
    assert TEXT + bytes(9) in _unpacked(data)


def test_a_debug_section_that_says_it_is_huge_is_a_gap():
    data = elf.image([(b".debug_str", 0x800, elf.packed(TEXT, elf.ZLIB, size=1 << 60))])
    assert look(data).codes == ["budget-spent"]


def test_methods_that_are_not_known_are_a_gap():
    opened = look(_section(struct.pack("<IIQQ", 77, 0, 9, 1) + b"whatever"))
    assert opened.codes == ["unsupported-method"]


def test_another_size_than_said_is_a_gap():
    assert look(_section(elf.packed(TEXT, elf.ZLIB, size=len(TEXT) + 1))).codes == ["sizes-differ"]


def test_a_damaged_section_is_a_gap():
    section = bytearray(elf.packed(TEXT * 50, elf.ZLIB))
    section[40] ^= 0x55
    section[41] ^= 0x55
    assert look(_section(bytes(section))).codes == ["damaged"]


def test_what_is_behind_a_program_is_a_part_of_its_own():
    program = elf.build()
    opened = look(program + b"#!/bin/sh\n" + TEXT, name=b"setup.run")
    assert opened.containers == ["elf", "elf"]
    assert opened.files("overlay") == {None: b"#!/bin/sh\n" + TEXT}
    assert opened.files("program") == {b"setup.run": program}


def test_padding_behind_a_program_is_padding():
    opened = look(ordinary.build() + bytes(700))
    assert [extent.length for extent in opened.blobs[-1].extents][1:] == [700]


def test_a_zip_behind_a_program_is_opened_as_one():
    opened = look(ordinary.build() + archive([Item(b"a.txt", TEXT, 8)]))
    assert opened.containers == ["zip"]
    assert opened.files("zip-member") == {b"a.txt": TEXT}
