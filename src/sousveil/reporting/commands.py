"""How to check a quoted place without Sousveil: public commands, one a layer, ending at the quoted bytes.

Member names are used only where a shell, an archiver and a reader's eye take them for exactly what they are; else the
member is cut out by its offset. Sources: the manuals of Info-ZIP unzip 6.00, GNU tar 1.35, gzip, xz, zstd, coreutils.
"""

import re
import shlex
from collections.abc import Sequence

import msgspec

from sousveil.model.report import BlobEntry, Evidence, TargetReport
from sousveil.reporting.visible import hides

TARGET = "TARGET"
SEVEN_ZIP = "$(command -v 7z || command -v 7zz || command -v 7za)"
"""7-Zip goes by one of three names: p7zip's, that of 7-Zip for Linux, and that of the smaller program of either."""
_LONGEST_NAME = 200
_DEEPEST = 64
_UNPACK = {
    "": "",
    "gzip": "gzip -dc",
    "bzip2": "bzip2 -dc",
    "xz": "xz -dc",
    "lzma": "xz --format=lzma -dc",
    "zstd": "zstd -dc",
    "base64": "tr -d ' \\t\\r\\n' | tr -- -_ +/ | base64 -di",
    "zlib": "python3 -c 'import sys,zlib; sys.stdout.buffer.write(zlib.decompress(sys.stdin.buffer.read()))'",
    "deflate": "python3 -c 'import sys,zlib; sys.stdout.buffer.write(zlib.decompress(sys.stdin.buffer.read(), -15))'",
}
_PYTHON = "python3 -c 'import sys,{modules}; d=sys.stdin.buffer.read(); sys.stdout.buffer.write({expression})'"
_UNPACK |= {
    "json-string": _PYTHON.format(
        modules="json",
        expression='json.loads(chr(34)+d.decode()+chr(34),strict=False).encode("utf-16","surrogatepass")'
        '.decode("utf-16","replace").encode()',
    ),
    "lzma-stream": _PYTHON.format(
        modules="lzma", expression="lzma.LZMADecompressor(2).decompress(d[:5]+bytes([255]*8)+d[5:])"
    ),
    "lzma2-stream": _PYTHON.format(
        modules="lzma",
        expression='lzma.LZMADecompressor(3,filters=[{"id":33,"dict_size":(2|d[0]&1)<<d[0]//2+11}]).decompress(d[1:])',
    ),
    "isc-mask": _PYTHON.format(
        modules="os", expression="bytes(((b^213)>>2|(b^213)<<6&192)-i%71&255 for i,b in enumerate(d))"
    ),
}
_UNPACK |= {"lz4": "lz4 -dc", "lzop": "lzop -dc", "lzip": "lzip -dc", "brotli": "brotli -dc", "compress": "gzip -dc"}
_ZISOFS = (
    'b"".join((zlib.decompress(d[p:q]) if q>p else bytes(1<<d[{power}])) for p,q in itertools.pairwise('
    'struct.unpack_from("<%d{width}"%(1-(-int.from_bytes(d[{size}],"little")>>d[{power}])),d,d[{words}]*4)))'
    '[:int.from_bytes(d[{size}],"little")]'
)
"""Blocks of zlib behind a table of where each begins; one of no length is zeros."""
_UNPACK |= {
    "zisofs": _PYTHON.format(
        modules="itertools,struct,zlib", expression=_ZISOFS.format(power=13, width="I", size="8:12", words=12)
    ),
    "zisofs2": _PYTHON.format(
        modules="itertools,struct,zlib", expression=_ZISOFS.format(power=11, width="Q", size="12:20", words=9)
    ),
}
_LITTLE = 'int.from_bytes({},"little")'
_UNPACK["isc-chunks"] = _PYTHON.format(
    modules="io,zlib",
    expression='(f:=io.BytesIO(d)) and b"".join(zlib.decompressobj(-15).decompress(f.read('
    + _LITTLE.format("n")
    + ')+bytes(1)) for n in iter(lambda:f.read(2),b""))',
)
_CABINET = {
    "cab-stored": '(f:=io.BytesIO(d)) and b"".join(f.read('
    + _LITTLE.format("h[4:6]")
    + ') for h in iter(lambda:f.read({head}),b""))',
    "cab-mszip": "(f:=io.BytesIO(d)) and functools.reduce("
    "lambda o,h:o.__iadd__(zlib.decompressobj(-15,zdict=o[-32768:]).decompress(f.read("
    + _LITTLE.format("h[4:6]")
    + ')[2:])),iter(lambda:f.read({head}),b""),bytearray())',
}
"""Blocks of a cabinet: eight bytes of header and those that are reserved; MSZIP goes on with the window before."""
_KEYED = re.compile(r"isx-key:((?:[0-9a-f]{2})+),(0|1024)")
_LZMA = re.compile(r"lzma1:([0-9a-f]{10}),(\d{1,18})|lzma2:(\d{1,10}),\d{1,18}")
_SOLID = ("7z-folder", "cab-folder")
_BY_NAME = ("7z-member", "cab-member", "7z-unpacked", "cab-unpacked", "rar-unpacked", "zip-unpacked")
"""Kinds of members that an archiver takes out by their names, solid or not."""
_CUT = ("pe-overlay", "overlay")
"""Kinds of what stands behind a program: the offsets in a zip there count from the start of the program."""
_MOST_PIECES = 200
_PIECES = re.compile(r"(?:\d{1,19}|zeros)\+\d{1,19}(?:,(?:\d{1,19}|zeros)\+\d{1,19})*")
_PART = r"(?:x(?:[0-9a-f]{2})+|\d{1,19}\+\d{1,19}(?:=(?:zlib|deflate)/\d{1,19})?)"
_ASSEMBLE = re.compile(rf"assemble:{_PART}(?:,{_PART})*")
_ICONV = {
    "ascii": "ASCII", "utf-16-le": "UTF-16LE", "utf-16-be": "UTF-16BE", "utf-32-le": "UTF-32LE",
    "utf-32-be": "UTF-32BE", "gb18030": "GB18030", "big5hkscs": "BIG5-HKSCS", "shift_jis": "SHIFT_JIS",
    "euc_jp": "EUC-JP", "cp949": "CP949", "koi8-r": "KOI8-R", "cp866": "CP866", "latin-1": "ISO-8859-1",
    **{f"cp{n}": f"CP{n}" for n in range(1250, 1259)},
    **{f"iso8859-{n}": f"ISO-8859-{n}" for n in (1, 2, 5, 6, 8, 9)},
}  # fmt: skip
_MOST_RUNS = 8
_HEX = re.compile(r"(?:[0-9a-f]{2})+")


class Recipe(msgspec.Struct, frozen=True):
    """Commands, one a line, and the tools that they need."""

    lines: tuple[str, ...]
    tools: tuple[str, ...]


def recipe(target: TargetReport, evidence: Sequence[Evidence]) -> Recipe | None:
    """The commands for places in one blob, run in the folder that holds the target.

    ``None`` where a layer has no public tool. ``TARGET`` stands for a path that cannot be written plainly.
    """
    chain = _chain(target, evidence[0].blob)
    if not chain or chain[0].kind == "joined-parts":  # how its parts are put together hangs on what they are
        return None
    current = _outermost(target, chain[0])
    lines: list[str] = []
    for depth, entry in enumerate(chain[1:], 1):
        if entry.kind in _SOLID and depth + 1 < len(chain) and _by_name(chain[depth + 1]):
            continue  # the archiver takes the member out of the archive in one step
        step = _step(entry, chain[depth - 1], current)
        if step is None:
            return None
        current = f"part{depth}"
        lines.append(f"{step} > {current}")
    if chain[-1].sha256:
        lines.append(f"sha256sum {current}  # {chain[-1].sha256}")
    for place in (quote for each in evidence for quote in each.quotes):
        codec = _ICONV.get(place.encoding[0], "") if place.encoding and not place.spans else ""
        for offset, length in (place.spans or ((place.offset, place.length),))[:_MOST_RUNS]:
            cut = f"dd if={current} bs=1 skip={offset} count={length} status=none"
            lines.append(f"{cut} | iconv -f {codec} -t UTF-8; echo" if codec else f"{cut}; echo")
    return Recipe(tuple(lines), _tools(lines))


def _chain(target: TargetReport, blob: str) -> list[BlobEntry]:
    chain: list[BlobEntry] = []
    step: str | None = blob
    while step is not None:
        entry = target.blobs.get(step)
        if entry is None or len(chain) >= _DEEPEST:
            return []
        chain.append(entry)
        step = entry.parent
    return chain[::-1]


def _outermost(target: TargetReport, entry: BlobEntry) -> str:
    if not target.folder:
        name = target.name.rpartition("/")[2]
        return shlex.quote(name) if is_plain(name) else TARGET
    path = "/".join((target.name.rstrip("/").rpartition("/")[2], entry.name))
    safe = is_plain(path) and ".." not in path.split("/") and _exact(entry)
    return shlex.quote(path) if safe else TARGET


def _by_name(entry: BlobEntry) -> bool:
    plain = is_plain(entry.name) and _exact(entry) and not set(entry.name) & set("*?[]\\^")
    return entry.kind in _BY_NAME and plain


def _step(entry: BlobEntry, parent: BlobEntry, current: str) -> str | None:
    named = is_plain(entry.name) and _exact(entry)
    if entry.kind == "zip-member" and parent.kind not in _CUT and named and not set(entry.name) & set("*?[]\\^"):
        # 7-Zip asks for the password of an encrypted member, whichever way it is encrypted.
        tool = f"{SEVEN_ZIP} x -so" if entry.transform == "again:zip" else "unzip -p"
        return f"{tool} {current} {shlex.quote(entry.name)}"
    if entry.kind == "tar-member" and named and not entry.transform:
        return f"tar -xOf {current} -- {shlex.quote(entry.name)}"
    if _by_name(entry):
        # What needs BCJ2 or a password bsdtar does not do.
        tool = SEVEN_ZIP + " x -so {} {}" if entry.transform == "again:7z" else "bsdtar -xOf {} -- {}"
        return tool.format(current, shlex.quote(entry.name))
    unpack = _unpack(entry.transform)
    if entry.extent is None or unpack is None:
        return None
    offset, length = entry.extent
    if unpack and (offset, length) == (0, parent.size):
        return f"{unpack} < {current}"
    cut = f"tail -c +{offset + 1} {current} | head -c {length}"
    return f"{cut} | {unpack}" if unpack else cut


def _unpack(transform: str) -> str | None:
    """What undoes a transform, from standard input to standard output; ``None`` where no public tool does."""
    steps: list[str] = []
    for step in transform.split("|"):
        name, _, parameter = step.partition(":")
        if name == "head" and parameter.isdigit():
            steps.append(f"head -c {parameter}")
        elif name == "prefix" and _HEX.fullmatch(parameter):
            written = "".join(f"\\{byte:03o}" for byte in bytes.fromhex(parameter))
            steps.append(f"sh -c 'printf \"{written}\"; cat'")
        elif name == "pieces" and _PIECES.fullmatch(parameter) and parameter.count(",") < _MOST_PIECES:
            runs = ",".join("({},{})".format(*run.split("+")) for run in parameter.replace("zeros", "-1").split(","))
            expression = f'b"".join(d[a:a+n] if a>=0 else bytes(n) for a,n in [{runs}])'
            steps.append(_PYTHON.format(modules="os", expression=expression))
        elif _ASSEMBLE.fullmatch(step) and step.count(",") < _MOST_PIECES:
            steps.append(_PYTHON.format(modules="zlib", expression="+".join(map(_assembled, parameter.split(",")))))
        elif name == "sectors" and parameter in {"16", "24"}:
            expression = f'b"".join(d[i+{parameter}:i+{parameter}+2048] for i in range(0,len(d),2352))'
            steps.append(_PYTHON.format(modules="os", expression=expression))
        elif name in _CABINET and parameter.isdigit() and len(parameter) < 4:
            expression = _CABINET[name].format(head=8 + int(parameter))
            steps.append(_PYTHON.format(modules="io,zlib,functools", expression=expression))
        elif found := _KEYED.fullmatch(step):
            steps.append(_keyed(found))
        elif found := _LZMA.fullmatch(step):
            steps.append(_lzma(found))
        elif step in _UNPACK:
            steps.append(_UNPACK[step])
        else:
            return None
    return " | ".join(steps)


def _assembled(part: str) -> str:
    """A part of a file that is put together, as an expression."""
    if part.startswith("x"):
        return f'bytes.fromhex("{part[1:]}")'
    run, _, packed = part.partition("=")
    offset, length = map(int, run.split("+"))
    cut = f"d[{offset}:{offset + length}]"
    window = ",-15" if packed.startswith("deflate") else ""
    return f"zlib.decompress({cut}{window})" if packed else cut


def _keyed(found: re.Match[str]) -> str:
    """Bytes turned round under a key that is made of a name, which begins again after so many bytes."""
    key = f'bytes(x^[19,53,134,7][i%4] for i,x in enumerate(bytes.fromhex("{found[1]}")))'
    at = f"i%{found[2]}%len(k)" if found[2] != "0" else "i%len(k)"
    expression = f"(k:={key}) and bytes(~(b<<4|b>>4)&255^k[{at}] for i,b in enumerate(d))"
    return _PYTHON.format(modules="os", expression=expression)


def _lzma(found: re.Match[str]) -> str:
    """Raw LZMA, whose properties and size stand in the step."""
    if found[1]:
        header = found[1] + int(found[2]).to_bytes(8, "little").hex()
        return _PYTHON.format(modules="lzma", expression=f'lzma.decompress(bytes.fromhex("{header}")+d)')
    chain = f'filters=[{{"id":33,"dict_size":{max(int(found[3]), 4096)}}}]'
    return _PYTHON.format(modules="lzma", expression=f"lzma.LZMADecompressor(3,{chain}).decompress(d)")


def is_plain(name: str) -> bool:
    """Whether a name means the same to a shell, a terminal and a reader."""
    return (
        0 < len(name) <= _LONGEST_NAME
        and name.isprintable()
        and not name.startswith(("-", "/", "~"))
        and not hides(name)
        and "\\" not in name
    )


def _exact(entry: BlobEntry) -> bool:
    try:
        return bytes.fromhex(entry.name_hex).decode() == entry.name
    except ValueError:
        return False


def _tools(lines: Sequence[str]) -> tuple[str, ...]:
    steps = (part.replace(SEVEN_ZIP, "7z") for line in lines for part in line.split(" | "))
    found = dict.fromkeys(step.split()[0] for step in steps)
    return tuple(tool for tool in found if tool != "sha256sum")
