"""Set-up programs made of parts that each open on their own: bundles of WiX, IExpress, self-extracting 7z and rar."""

import pytest

from tests.opening.looking import look
from tests.samples.opening import cab, cfb, nsis, rar, sevenzip
from tests.samples.opening.payload import FILES, MARKERS
from tests.samples.opening.pe import image
from tests.samples.opening.zip import Item, archive

CONFIG = b';!@Install@!UTF-8!\nTitle="Example"\nRunProgram="setup.exe"\n;!@InstallEnd@!'
MANIFEST = {(24, 1, 1033): b"<assembly/>"}


def found(opened) -> bool:
    return all(opened.anywhere(marker) for marker in MARKERS)


@pytest.mark.parametrize("signed", [False, True])
def test_bundle_of_wix(signed):
    """Two cabinets stand behind the engine; a signature of the engine alone stands between them."""
    engine = cab.build()
    packages = cab.build()
    sections = {b".wixburn": b"\x00\x43\xf1\x00\x02\0\0\0" + bytes(40)}
    if signed:
        whole = bytearray(image(MANIFEST, sections, overlay=engine, certificate=b"PKCS" * 30))
        data = bytes(whole) + packages
    else:
        data = image(MANIFEST, sections, overlay=engine + packages)
    opened = look(data)
    assert opened.containers.count("cab") == 2
    assert opened.containers[-1] == "pe"
    assert found(opened)
    assert not opened.gaps


def test_cabinet_in_a_resource():
    opened = look(image({**MANIFEST, (10, "CABINET", 1033): cab.build(), (10, "RUNPROGRAM", 1033): b"setup.exe\0"}))
    assert "cab" in opened.containers
    assert found(opened)


@pytest.mark.parametrize("config", [b"", CONFIG])
def test_self_extracting_7z(config):
    opened = look(image(MANIFEST, overlay=config + sevenzip.build()))
    assert "7z" in opened.containers
    assert found(opened)
    assert not config or CONFIG in [bytes(blob.data) for blob in opened.leaves]


def test_self_extracting_rar():
    opened = look(image(MANIFEST, overlay=rar.build()))
    assert "rar" in opened.containers
    assert found(opened)


def test_four_deep():
    """Installer, database, cabinet or zip, package, library with words in a resource."""
    library = image({(10, "TABLE", 2052): b"".join(FILES.values())})
    package = archive([Item(b"lib/net6.0/a.dll", library, 8)])
    database = cfb.database([b"Example"], {"files": archive([Item(b"a.nupkg", package)]).ljust(5000, b"\0")})
    opened = look(image(MANIFEST, overlay=nsis.installer({b"setup.msi": database}, solid=True)))
    assert opened.containers[-3:] == ["nsis-stream", "nsis", "pe"]
    (deepest,) = (blob for blob in opened.leaves if MARKERS[0] in bytes(blob.data))
    assert [layer.kind for layer in deepest.locator][-6:] == [
        "nsis-stream", "nsis-member", "ole-stream", "zip-member", "zip-member", "pe-resource"
    ]  # fmt: skip
    assert found(opened)
