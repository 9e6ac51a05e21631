"""Bundles and assemblies of .NET."""

import pytest

from sousveil.opening.formats import recognise
from tests.opening.looking import look
from tests.samples.opening import elf, net_assembly, net_bundle, pe
from tests.samples.opening.zip import Item, archive

TEXT = "EM_NATION_维族".encode()


@pytest.mark.parametrize(("version", "packed"), [(1, False), (2, False), (6, False), (6, True)])
def test_bundles_of_every_version(version, packed):
    files = {b"app.dll": TEXT * 9, b"sub/" + b"x" * 200 + b".json": b"{}"}
    opened = look(net_bundle.build(files, version, packed=packed))
    assert not opened.gaps
    assert opened.files("net-bundle-member") == files


def test_a_bundle_in_a_program_of_linux():
    sections = [(b".data", 0, bytes(8) + net_bundle.MARK)]
    program = elf.image(sections)
    body, table = net_bundle.files_of({b"a.dll": TEXT}, 6, len(program), packed=True)
    at = program.index(net_bundle.MARK) - 8
    program = program[:at] + (len(program) + len(body)).to_bytes(8, "little") + program[at + 8 :]
    assert look(program + body + table).files("net-bundle-member") == {b"a.dll": TEXT}


@pytest.mark.parametrize("before", [5 << 20, 9 << 20, (4 << 20) - 2000])
def test_the_mark_far_into_a_program(before):
    assert look(net_bundle.build({b"a.dll": TEXT}, before=before)).files("net-bundle-member") == {b"a.dll": TEXT}


def test_the_mark_alone_is_no_bundle():
    program = pe.image(sections={b".data": bytes(8) + net_bundle.MARK}, overlay=b"something else")
    assert look(program).containers == ["pe"]


def test_files_that_lie_nowhere():
    whole = net_bundle.build({b"a": TEXT}, 2, packed=False)
    at = whole.rindex(len(TEXT).to_bytes(8, "little"))
    beyond = whole[:at] + (1 << 40).to_bytes(8, "little") + whole[at + 8 :]
    assert "truncated" in look(beyond).codes
    before = whole[: at - 8] + (-5).to_bytes(8, "little", signed=True) + whole[at:]
    assert look(before).codes == ["damaged"]


@pytest.mark.parametrize("heaps", [0, 1])
@pytest.mark.parametrize("methods", [0, 3, 400])
def test_resources_of_an_assembly(heaps, methods):
    files = {b"App.config.json": TEXT, b"App.g.resources": TEXT * 3}
    opened = look(net_assembly.build(files, methods=methods, heaps=heaps), name=b"App.dll")
    assert not opened.gaps
    assert opened.files("net-resource") == files
    assert opened.blobs[-1].leaf
    assert len(opened.blobs[-1].taken) == 2


def test_archives_and_packed_libraries_among_resources_are_opened():
    files = {
        b"x.zip": archive([Item(b"a.txt", TEXT, 8)]),
        b"costura.lib.dll.compressed": net_assembly.deflate(TEXT * 5),
    }
    opened = look(net_assembly.build(files))
    assert opened.files("zip-member") == {b"a.txt": TEXT}
    assert opened.files("net-resource") == {b"lib.dll": TEXT * 5}


def test_an_assembly_with_other_resources_is_both():
    opened = look(net_assembly.build({b"a.json": TEXT}, tree={(10, "X", 1033): TEXT * 2}, overlay=TEXT * 3))
    assert opened.files("net-resource") == {b"a.json": TEXT}
    assert opened.containers == ["net-assembly", "pe"]


def test_an_assembly_without_resources_is_one_part():
    assert recognise(memoryview(net_assembly.build({}))) is None
