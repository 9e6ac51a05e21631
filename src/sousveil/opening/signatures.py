"""Signatures over a whole file: found in its bytes, and checked where there is a way to know whose they are.

Only Authenticode can be checked for its signer, through ``osslsigncode`` and the certificates that this machine trusts.
Android packages, Java archives, Debian packages and RPM carry the signer's own key, which nobody vouches for here: such
a signature is ``unchecked``. Sources: Microsoft's PE/COFF specification (certificate table) and "Windows Authenticode
Portable Executable Signature Format"; Android's "APK Signature Scheme v2" (where the block lies); the JAR file
specification (signature files); the manual of debsigs (``_gpg`` members); the RPM format, signature header.
"""

import re
import struct
from collections.abc import Iterator

from sousveil.model.late import late
from sousveil.model.report import Signature
from sousveil.opening.formats.zip_directory import find_end
from sousveil.opening.outside import Outside
from sousveil.opening.tools import AUTHENTICODE

_LARGEST = 1 << 30  # bytes that are handed to a tool to be checked
_SECONDS = 120
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IN_OLE = late(re.escape("\x05DigitalSignature".encode("utf-16-le")))
_IN_JAR = late(rb"META-INF/[^/\0]{1,200}\.(?:RSA|DSA|EC)", re.IGNORECASE)
_RPM_TAGS = frozenset({262, 267, 268, 1002, 1005})  # SIGTAG_PGP, _DSA, _RSA, _GPG and the older numbers
_MEMBERS = 64
_OK = late(r"^Signature verification: ok\s*$", re.MULTILINE)
_SIGNER = late(r"Signer's certificate:.*?Subject: ([^\n]*)", re.DOTALL)
_MISMATCH = late(r"^Calculated message digest[^\n]*MISMATCH", re.MULTILINE)


def look(data: memoryview, outside: Outside) -> tuple[Signature, ...]:
    """The signature over a file that could have one: its scheme, its state, and who signed, where that holds."""
    try:
        return tuple(_look(data, outside))
    except (struct.error, ValueError, IndexError):
        return ()  # opening says what is wrong with it


def _look(data: memoryview, outside: Outside) -> Iterator[Signature]:
    start = bytes(data[:8])
    if start[:2] == b"MZ":
        signed = _certificates(data)
        if signed is not None:
            yield _authenticode(data, outside) if signed else Signature(scheme="Authenticode", state="none")
    elif start == _OLE:
        if _IN_OLE.search(data):
            yield _authenticode(data, outside)
    elif start[:4] == b"PK\x03\x04":
        yield from _zip(data)
    elif start == b"!<arch>\n" and bytes(data[8:22]) == b"debian-binary ":
        yield Signature(scheme="Debian package", state="unchecked" if _deb(data) else "none")
    elif start[:4] == b"\xed\xab\xee\xdb":
        yield Signature(scheme="RPM", state="unchecked" if _rpm(data) else "none")


def _certificates(data: memoryview) -> bool | None:
    """Whether a program has a table of certificates; ``None`` where it is no program of Windows."""
    at = struct.unpack_from("<I", data, 60)[0]
    if bytes(data[at : at + 4]) != b"PE\0\0":
        return None
    magic = struct.unpack_from("<H", data, at + 24)[0]
    directories = at + 24 + (112 if magic == 0x20B else 96)
    if struct.unpack_from("<I", data, directories - 4)[0] < 5:
        return False
    offset, size = struct.unpack_from("<2I", data, directories + 4 * 8)
    return bool(offset and size)


def _authenticode(data: memoryview, outside: Outside) -> Signature:
    if len(data) > _LARGEST:
        return Signature(scheme="Authenticode", state="unchecked")
    with outside.run(AUTHENTICODE, [("input", data)], most_bytes=1 << 20, most_files=4, seconds=_SECONDS) as result:
        said = result.output.decode("utf-8", "replace")
        if not result.code and result.status == 0 and _OK.search(said) and not _MISMATCH.search(said):
            return Signature(scheme="Authenticode", state="valid", by=_signer(said))
        invalid = not result.code and _MISMATCH.search(said) is not None
    return Signature(scheme="Authenticode", state="invalid" if invalid else "unchecked")


def _signer(said: str) -> str:
    """The name in the certificate of the signer: the organisation, else the common name."""
    found = _SIGNER.search(said)
    subject = found[1] if found else ""
    for part in ("O", "CN"):
        name = re.search(rf"/{part}=([^/]+)", subject)
        if name:
            return name[1].strip()
    return ""


def _zip(data: memoryview) -> Iterator[Signature]:
    end = find_end(data)
    if end is None:
        return
    directory = bytes(data[end.directory : end.parts[0][0]])
    blocks = bytes(data[max(end.directory - 16, 0) : end.directory]) == b"APK Sig Block 42"
    files = _IN_JAR.search(directory) is not None
    if b"AndroidManifest.xml" in directory:
        yield Signature(scheme="Android package", state="unchecked" if blocks or files else "none")
    elif files:
        yield Signature(scheme="Java archive", state="unchecked")


def _deb(data: memoryview) -> bool:
    """Whether one of the first members is a signature."""
    at = 8
    for _ in range(_MEMBERS):
        header = bytes(data[at : at + 60])
        if len(header) < 60 or header[58:] != b"`\n":
            return False
        if header.startswith(b"_gpg"):
            return True
        size = int(header[48:58])
        at += 60 + size + size % 2
    return False


def _rpm(data: memoryview) -> bool:
    """Whether the signature header, behind the lead of 96 bytes, holds more than digests."""
    if bytes(data[96:99]) != b"\x8e\xad\xe8":
        return False
    count = min(struct.unpack_from(">I", data, 104)[0], 256)
    return any(struct.unpack_from(">I", data, 112 + 16 * index)[0] in _RPM_TAGS for index in range(count))
