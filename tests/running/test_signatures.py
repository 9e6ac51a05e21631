"""Signatures: valid only where somebody whom this machine trusts vouches for the signer; else said as what they are."""

import shutil
import struct
import subprocess
from pathlib import Path

import pytest

from samples.demo import files as demo_files
from sousveil.opening import signatures
from sousveil.opening.outside import Outside
from sousveil.opening.tools import AUTHENTICODE, find
from sousveil.reporting import to_html, to_terminal
from sousveil.running import landlock, porter
from sousveil.running.options import Options
from sousveil.running.scan import scan
from tests.samples.opening.zip import Item, archive

MAKER = "Example Vision"
HEADER = demo_files()["include/example_netsdk.h"]


def program(overlay: bytes = b"") -> bytes:
    """A program for Windows of one section, without a table of certificates; after Microsoft's PE/COFF layout."""
    head = b"MZ" + bytes(58) + struct.pack("<I", 64)
    head += struct.pack("<4s2H3I2H", b"PE\0\0", 0x14C, 1, 0, 0, 0, 224, 0x102)
    head += struct.pack("<HBB9I6H4I2H6I", 0x10B, 1, 0, 512, 0, 0, 0x1000, 0x1000, 0x2000, 0x400000, 0x1000, 512,
                        4, 0, 0, 0, 4, 0, 0, 0x2000, 512, 0, 2, 0, 1 << 20, 4096, 1 << 20, 4096, 0, 16)  # fmt: skip
    head += bytes(128) + struct.pack("<8s6I2HI", b".text", 512, 0x1000, 512, 512, 0, 0, 0, 0, 0x60000020)
    return head.ljust(512, b"\0") + bytes(range(256)) * 2 + overlay


@pytest.fixture(scope="module")
def keys(tmp_path_factory) -> Path:
    """A root that the test trusts, a signer whom it vouches for, and the program signed."""
    if shutil.which("openssl") is None or not find([AUTHENTICODE]):
        pytest.skip("openssl and osslsigncode are needed")
    if not landlock.version():
        pytest.skip("tools are only run where Landlock fences them in")
    at = tmp_path_factory.mktemp("keys")

    def run(*command: str) -> None:
        subprocess.run(command, cwd=at, check=True, capture_output=True)

    (at / "use").write_text("extendedKeyUsage=codeSigning\nkeyUsage=digitalSignature\n")
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days",
        "9000", "-subj", "/CN=Root of a test")  # fmt: skip
    run("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-keyout", "own.key", "-out", "own.csr", "-subj",
        f"/O={MAKER}/CN=Release")  # fmt: skip
    run("openssl", "x509", "-req", "-in", "own.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days",
        "9000", "-extfile", "use", "-out", "own.pem")  # fmt: skip
    (at / "plain.exe").write_bytes(program(HEADER))
    run("osslsigncode", "sign", "-certs", "own.pem", "-key", "own.key", "-h", "sha256", "-in", "plain.exe", "-out",
        "signed.exe")  # fmt: skip
    return at


@pytest.fixture
def trusted(keys, monkeypatch) -> Path:
    """As ``keys``, where this machine trusts the root."""
    root = str(keys / "ca.pem")
    arguments = tuple(root if one.endswith(".crt") else one for one in AUTHENTICODE.arguments)
    tool = AUTHENTICODE._replace(arguments=arguments, reads=(root,))
    monkeypatch.setattr(signatures, "AUTHENTICODE", tool)
    monkeypatch.setattr(porter.hire, "__defaults__", ((tool,),))
    return keys


def signed(path: Path):
    return scan([path], Options(jobs=1)).targets[0]


def test_a_signature_that_holds_names_the_maker(trusted):
    target = signed(trusted / "signed.exe")
    (signature,) = target.provenance.signatures
    assert (signature.scheme, signature.state, signature.by) == ("Authenticode", "valid", MAKER)
    assert "this software" in target.verdict.headline.lower()


def test_the_pages_say_so(trusted):
    report = scan([trusted / "signed.exe"], Options(jobs=1))
    assert f"signed by {MAKER}" in to_terminal(report, width=100, colour=False, unicode=True)
    page = to_html(report)
    assert MAKER in (page if isinstance(page, str) else page.decode())


def test_a_root_that_nobody_trusts_leaves_it_unchecked(keys):
    target = signed(keys / "signed.exe")
    (signature,) = target.provenance.signatures
    assert (signature.state, signature.by) == ("unchecked", "")
    assert "this file" in target.verdict.headline.lower()


def test_a_changed_byte_makes_it_invalid(trusted, tmp_path):
    data = bytearray((trusted / "signed.exe").read_bytes())
    data[700] ^= 1
    (tmp_path / "changed.exe").write_bytes(data)
    target = signed(tmp_path / "changed.exe")
    assert [one.state for one in target.provenance.signatures] == ["invalid"]
    assert "this file" in target.verdict.headline.lower()


def test_without_one_it_is_none(trusted):
    assert [one.state for one in signed(trusted / "plain.exe").provenance.signatures] == ["none"]


def test_signatures_of_parts_say_nothing_of_a_folder(trusted):
    target = signed(trusted)
    assert target.provenance.signatures == ()
    assert "this folder" in target.verdict.headline.lower()


def test_without_a_tool_it_is_unchecked(keys):
    data = memoryview((keys / "signed.exe").read_bytes())
    assert [one.state for one in signatures.look(data, Outside())] == ["unchecked"]


def states(data: bytes) -> list[tuple[str, str]]:
    return [(one.scheme, one.state) for one in signatures.look(memoryview(data), Outside())]


def test_packages_for_phones_and_java():
    manifest, key = Item(b"AndroidManifest.xml", b"x"), Item(b"META-INF/CERT.RSA", b"k")
    assert states(archive([manifest])) == [("Android package", "none")]
    assert states(archive([manifest, key])) == [("Android package", "unchecked")]
    assert states(archive([key])) == [("Java archive", "unchecked")]
    assert states(archive([Item(b"a", b"x")])) == []


def test_debian_packages():
    def member(name: bytes, data: bytes) -> bytes:
        return name.ljust(16) + b"0".ljust(12) + b"0".ljust(6) * 2 + b"644".ljust(8) + b"%-10d`\n" % len(data) + data

    start = b"!<arch>\n" + member(b"debian-binary", b"2.0\n") + member(b"data.tar", b"12")
    assert states(start) == [("Debian package", "none")]
    assert states(start + member(b"_gpgorigin", b"key")) == [("Debian package", "unchecked")]
    assert states(b"!<arch>\n" + member(b"a.o", b"12")) == []


@pytest.mark.parametrize(("tag", "state"), [(1004, "none"), (1002, "unchecked"), (268, "unchecked")])
def test_rpm(tag, state):
    index = struct.pack(">4I", tag, 7, 0, 16)
    header = b"\x8e\xad\xe8\x01" + bytes(4) + struct.pack(">2I", 1, 16) + index + bytes(16)
    assert states(b"\xed\xab\xee\xdb" + bytes(92) + header) == [("RPM", state)]


@pytest.mark.parametrize("start", [program(), archive([Item(b"META-INF/A.RSA", b"")]), b"!<arch>\ndebian-binary "])
def test_no_cut_makes_it_fail(start):
    for end in range(0, len(start), 7):
        states(start[:end])
