"""Which encoding a blob is written in, stretch by stretch: files of many hands mix them.

UTF-8 where it is valid; the other lines in the encoding that makes most sense of them all together, with what the
sifter saw as the strongest evidence. A line that this one cannot read is tried alone, and what nothing reads becomes
Latin-1. Every segment encodes back to exactly its bytes, or is a single character.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from unicodedata import name

from sousveil.model.encodings import CODECS
from sousveil.model.late import late
from sousveil.model.place import Place
from sousveil.reading.exact import Segment, exact, lines, merged, pieces
from sousveil.reading.scoring import CANDIDATES, score

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_PAIRS = late(rb"(?:[\xc2-\xdf][\x80-\xbf])+")
_UTF8 = late(rb"[\xe0-\xef][\x80-\xbf]{2}")
_BEYOND_TWO = late(rb"[\xe0-\xff]")
_SAMPLE = 1 << 15
_WINDOW = 1 << 14
_ENOUGH = 0.35
"""A line alone must make this much sense in an encoding that is not the file's."""
_POSSIBLE = 0.25
"""The file as a whole must make this much sense in an encoding."""
_SURE = 0.9
"""What is valid UTF-8 must make this much sense in another encoding to be read so."""
_WEIGHT = 0.4
"""What the sifter's evidence adds to a score, at most."""


def segments(data: bytes, places: Sequence[Place] = ()) -> tuple[list[Segment], int]:
    """The stretches of ``data``, in order, and how many bytes fitted no encoding."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _whole(data, len(mark), codec)
    if codec := _wide(data, places):
        return _whole(data, 0, codec)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _mixed(data, 0, places)
    if _by_chance(data) and score(data[:_SAMPLE], "gb18030") > _SURE and (chinese := _strict(data, "gb18030")):
        return list(exact(data, 0, len(data), "gb18030", chinese)), 0
    return [Segment(text, 0, len(data), "utf-8")], 0


def _wide(data: bytes, places: Sequence[Place]) -> str:
    """UTF-16 without a mark: half of the bytes of ordinary text are zero, or the sifter saw little else."""
    seen = Counter(place.encoding for place in places)
    sample = data[: _SAMPLE & ~1]
    pairs = len(sample) // 2
    if not pairs:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    for codec, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        hinted = seen[codec] * 2 > len(places) and seen[codec] >= 1
        if zeros > pairs * (0.1 if hinted else 0.4) and others < pairs * 0.02:
            try:
                sample[:-2].decode(codec)
            except UnicodeDecodeError:
                continue
            return codec
    return ""


def _whole(data: bytes, start: int, codec: str) -> tuple[list[Segment], int]:
    if codec == "utf-8":
        try:
            return [Segment(data[start:].decode(codec), start, len(data) - start, codec)], 0
        except UnicodeDecodeError:
            return _mixed(data, start, ())
    out: list[Segment] = []
    unknown = 0
    for segment in pieces(data, start, len(data), codec):
        unknown += segment.length if segment.codec == "latin-1" else 0
        out.append(segment)
    return out, unknown


def _mixed(data: bytes, start: int, places: Sequence[Place]) -> tuple[list[Segment], int]:
    """Split into stretches that are valid UTF-8 and lines that are not, and find what those are."""
    runs = list(_joined(_by_lines(data, start, _WINDOW)))
    legacy = _guess(data, runs, places)
    if not any(utf8 and _three(data[low:high]) for low, high, utf8 in runs):
        # Nothing but two-byte sequences is valid UTF-8: by chance, in a file of the other encoding.
        runs = [(start, len(data), False)]
    elif legacy:
        runs = list(_joined(_suspected(data, runs)))
    out: list[Segment] = []
    unknown = 0
    for low, high, utf8 in _joined(runs):
        if utf8:
            out.append(Segment(data[low:high].decode("utf-8"), low, high - low, "utf-8"))
            continue
        found, lost = _legacy(data, low, high, legacy)
        unknown += lost
        out.extend(found)
    return merged(data, out), unknown


def _by_lines(data: bytes, start: int, window: int, end: int | None = None) -> Iterator[tuple[int, int, bool]]:
    """Runs of whole lines, and whether they are UTF-8; a window of lines is only looked at closely where it is not."""
    stop = len(data) if end is None else end
    while start < stop:
        high = data.find(b"\n", min(start + window, stop), stop) + 1 or stop
        if _strict(data[start:high], "utf-8") is not None:
            yield start, high, True
        elif window:
            yield from _by_lines(data, start, 0, high)
        else:
            yield start, high, False
        start = high


def _three(raw: bytes) -> bool:
    """Whether valid UTF-8 holds a character above U+07FF."""
    return _BEYOND_TWO.search(raw) is not None


def _by_chance(raw: bytes) -> bool:
    """Whether valid UTF-8 is so by chance: all of it in two bytes, and scripts mixed within its words (``δ֪``)."""
    if raw.isascii() or _three(raw):
        return False
    words = [word.decode("utf-8") for word in _PAIRS.findall(raw[:_SAMPLE])]
    odd = sum(len(set(map(_script, word))) > 1 for word in words)
    return odd * 2 > len(words)


@cache
def _script(char: str) -> str:
    """The script of a character below U+0800: the first word of its name."""
    return name(char, "?").split()[0]


def _suspected(data: bytes, runs: list[tuple[int, int, bool]]) -> Iterator[tuple[int, int, bool]]:
    """The same runs, with the lines that are valid UTF-8 by chance only among the others."""
    for low, high, utf8 in runs:
        if utf8 and _PAIRS.search(data, low, high):
            for start, end in lines(data, low, high):
                yield start, end, not _by_chance(data[start:end])
        else:
            yield low, high, utf8


def _joined(runs: Iterable[tuple[int, int, bool]]) -> Iterator[tuple[int, int, bool]]:
    runs = iter(runs)
    low, high, kind = next(runs)
    for start, end, utf8 in runs:
        if utf8 == kind:
            high = end
        else:
            yield low, high, kind
            low, high, kind = start, end, utf8
    yield low, high, kind


def _guess(data: bytes, runs: list[tuple[int, int, bool]], places: Sequence[Place]) -> list[str]:
    """The codecs that make sense of the lines that are not UTF-8, best first."""
    sample = bytearray()
    for low, high, utf8 in runs:
        if not utf8:
            sample += data[low : min(high, low + 4096)]
            if len(sample) > _SAMPLE:
                break
    seen = Counter(
        place.encoding
        for place in places
        if place.encoding in CODECS
        and not place.encoding.startswith("utf")
        and not data[place.start : place.end].isascii()
    )
    total = sum(seen.values())
    names = [*CANDIDATES, *(codec for codec in seen if codec not in CANDIDATES and codec != "ascii")]
    raw = bytes(sample)
    hints = {name: _WEIGHT * seen[name] / total if total else 0.0 for name in names}
    ranked = ((score(raw, name, _POSSIBLE - hints[name]) + hints[name], name) for name in names)
    return [name for value, name in sorted(ranked, reverse=True) if value > _POSSIBLE]


def _legacy(data: bytes, low: int, high: int, legacy: list[str]) -> tuple[list[Segment], int]:
    """Lines that are not all UTF-8, in the file's own encoding where that reads them, else one by one."""
    if legacy:
        text = _strict(data[low:high], legacy[0])
        if text is not None and score(data[low : min(high, low + _SAMPLE)], legacy[0]) >= _ENOUGH:
            return list(exact(data, low, high, legacy[0], text)), 0
    out: list[Segment] = []
    unknown = 0
    for start, end in lines(data, low, high):
        raw = data[start:end]
        if raw.isascii():
            codec = out[-1].codec if out else "utf-8"
            out.append(Segment(raw.decode("ascii"), start, end - start, codec))
            continue
        found, lost = _one_line(data, start, end, legacy)
        out.extend(found)
        unknown += lost
    return out, unknown


def _one_line(data: bytes, start: int, end: int, legacy: list[str]) -> tuple[list[Segment], int]:
    raw = data[start:end]
    text = _strict(raw, "utf-8")
    if text is not None and (_three(raw) or not legacy):
        return [Segment(text, start, end - start, "utf-8")], 0
    inside = sum(map(len, _UTF8.findall(raw)))
    if inside > 5 and inside * 5 > 2 * sum(byte > 0x7F for byte in raw):
        ranked = []  # UTF-8, with something else in it
    else:
        ranked = sorted(((score(raw, name) + (0.2 if name == legacy[0] else 0), name) for name in legacy), reverse=True)
    for value, codec in ranked:
        if codec == legacy[0] or value >= _ENOUGH:
            text = _strict(raw, codec)
            if text is not None:
                return list(exact(data, start, end, codec, text)), 0
            if codec == legacy[0]:
                break
    # A character cut in two, or two encodings in one line: UTF-8 where it is, the file's encoding for the rest.
    out: list[Segment] = []
    unknown = 0
    for low, high, utf8 in _halves(data, start, end):
        if utf8:
            out.append(Segment(data[low:high].decode("utf-8"), low, high - low, "utf-8"))
            continue
        for segment in pieces(data, low, high, legacy[0] if legacy else "latin-1"):
            unknown += segment.length if segment.codec == "latin-1" else 0
            out.append(segment)
    return out, unknown


def _halves(data: bytes, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Stretches of a line that are certainly UTF-8 (a character of three bytes in them), and the others."""
    runs: list[tuple[int, int, bool]] = []
    at = start
    while at < end:
        try:
            data[at:end].decode("utf-8")
            stop = end
        except UnicodeDecodeError as error:
            stop = at + error.start
        if stop > at:
            runs.append((at, stop, _three(data[at:stop])))
        if stop < end:
            runs.append((stop, stop + 1, False))
            stop += 1
        at = stop
    yield from _joined(runs)


def _strict(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        return None
