"""The coders of 7z, as a transform where they stand in one line.

Source of the numbers: ``Methods.txt`` of the LZMA SDK and of 7-Zip-zstd.
"""

from sousveil.opening.formats.sevenzip_header import Coder, Folder

AES = b"\x06\xf1\x07\x01"
BCJ2 = b"\x03\x03\x01\x1b"
_PLAIN = {
    b"\x04": "bcj-x86:", b"\x05": "bcj-ppc:", b"\x06": "bcj-ia64:", b"\x07": "bcj-arm:", b"\x08": "bcj-armt:",
    b"\x09": "bcj-sparc:", b"\x0a": "bcj-arm64:", b"\x0b": "bcj-riscv:",
    b"\x03\x03\x01\x03": "bcj-x86:", b"\x03\x03\x02\x05": "bcj-ppc:", b"\x03\x03\x04\x01": "bcj-ia64:",
    b"\x03\x03\x05\x01": "bcj-arm:", b"\x03\x03\x07\x01": "bcj-armt:", b"\x03\x03\x08\x05": "bcj-sparc:",
    b"\x04\x01\x08": "deflate", b"\x04\x02\x02": "bzip2", b"\x04\xf7\x11\x01": "zstd", b"\x04\xf7\x11\x04": "lz4",
}  # fmt: skip
NAMES = {b"\x03\x04\x01": "PPMd", b"\x04\x01\x09": "Deflate64", AES: "AES-256", BCJ2: "BCJ2",
          b"\x04\xf7\x11\x02": "brotli", b"\x04\xf7\x11\x05": "LZ5", b"\x04\xf7\x11\x06": "Lizard"}  # fmt: skip


class UnknownCoderError(ValueError):
    """A coder that is not known; its name is the message."""


def step(coder: Coder, size: int) -> str:
    """The step of a transform that undoes ``coder``, ``""`` for none. Raises ``UnknownCoderError``."""
    method, properties = coder.method, coder.properties
    if method in {b"", b"\0"}:
        return ""
    if method == b"\x03\x01\x01" and len(properties) == 5:
        return f"lzma1:{properties.hex()},{size}"
    if method == b"\x21" and len(properties) == 1 and properties[0] <= 40:
        bits = properties[0]
        dictionary = (2 | bits & 1) << (bits // 2 + 11) if bits < 40 else (1 << 32) - 1
        return f"lzma2:{dictionary},{size}"
    if method == b"\x03" and len(properties) == 1:
        return f"delta:{properties[0] + 1}"
    # Filters of code count from the beginning of the file, but where their properties say otherwise.
    if method in _PLAIN and not any(properties if _PLAIN[method].endswith(":") else b""):
        return _PLAIN[method]
    raise UnknownCoderError(NAMES.get(method, method.hex()))


def encrypted(folder: Folder) -> bool:
    """Whether a password is needed for ``folder``."""
    return any(coder.method == AES for coder in folder.coders)


def transform(folder: Folder) -> str | None:
    """The coders of ``folder`` as one transform; ``None`` where they do not stand in one line."""
    if len(folder.packed) != 1:
        return None
    steps: list[str] = []
    out = folder.main
    binds = dict(folder.binds)
    for _ in folder.coders:
        coder = folder.coders[out]
        if coder.ins != 1:
            return None
        steps.append(step(coder, folder.sizes[out]))
        into = sum(before.ins for before in folder.coders[:out])
        if into not in binds:
            return "|".join(one for one in reversed(steps) if one)
        out = binds[into]
    return None
