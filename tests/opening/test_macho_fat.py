"""Files for several processors: each part by its own, and no class file of Java among them."""

import pytest

from sousveil.opening.formats import recognise
from tests.opening.looking import look
from tests.samples.opening.ar import gnu
from tests.samples.opening.macho_fat import ARM64, OTHER, X86_64, fat
from tests.samples.reading import java_class

ARCHIVE = gnu({b"a.o": b"object"})


@pytest.mark.parametrize("wide", [True, False])
def test_a_part_for_each_processor(wide):
    opened = look(fat([(ARM64, ARCHIVE), (X86_64, b"\xcf\xfa\xed\xfe" + bytes(40)), (OTHER, b"?")], wide=wide))
    assert opened.gaps == []
    assert [blob.name for blob in opened.blobs if blob.layer and blob.layer.kind == "mach-o-part"] == [
        b"arm64", b"x86_64", b"processor-99",
    ]  # fmt: skip
    assert opened.files("ar-member") == {b"a.o": b"object"}


def test_a_part_that_is_cut_short_is_a_gap():
    data = fat([(ARM64, ARCHIVE), (X86_64, ARCHIVE)])
    assert look(data[:-9]).codes[-1] == "truncated"


def test_a_class_file_begins_alike_but_is_none():
    assert recognise(memoryview(java_class.build())) is None
    assert recognise(memoryview(fat([(ARM64, b"nothing of this kind")]))) is None
