"""A quoted place against the bytes of its blob."""

from sousveil.model.encodings import decode
from sousveil.model.report import Evidence

_BOMS = ("\ufeff",)
_WIDE = ("utf-16", "utf-32")


def differs(data: memoryview, evidence: Evidence) -> str:
    """How ``evidence`` differs from the bytes of its blob, in one sentence; ``""`` where it holds.

    Raises ``LookupError`` where its encoding is not known here.
    """
    runs = evidence.spans or ((evidence.offset, evidence.length),)
    if any(offset < 0 or length < 0 or offset + length > len(data) for offset, length in runs):
        return f"the quote reaches beyond the {len(data)} bytes that are there"
    if evidence.offset != runs[0][0] or evidence.offset + evidence.length != sum(runs[-1]):
        return "offset and length do not fit the spans"
    try:
        text = _joined(data, runs, evidence)
    except UnicodeDecodeError:
        return f"the bytes at {evidence.offset} are not {' in '.join(reversed(evidence.encoding))}"
    if text != evidence.text:
        return f"at {evidence.offset} stands {text!r}, not {evidence.text!r}"
    if evidence.line is None:
        return ""
    return _misplaced(data, evidence)


def _joined(data: memoryview, runs: tuple[tuple[int, int], ...], evidence: Evidence) -> str:
    """The quoted text; each run is decoded on its own, by the whole chain of encodings where that gives the quote."""
    whole = "".join(decode(data[offset : offset + length], evidence.encoding) for offset, length in runs)
    if whole == evidence.text or len(evidence.encoding) == 1:
        return whole
    # Where only some runs are escaped, the chain of the report is the longest one; the others stand as they are.
    reached = 0
    for offset, length in runs:
        piece = data[offset : offset + length]
        for chain in (evidence.encoding, evidence.encoding[:1]):
            text = decode(piece, chain)
            if evidence.text.startswith(text, reached):
                reached += len(text)
                break
        else:
            return whole
    return evidence.text if reached == len(evidence.text) else whole


def _misplaced(data: memoryview, evidence: Evidence) -> str:
    """How line and column differ when they are counted again; ``""`` where they are right."""
    codec = evidence.encoding[0]
    before = bytes(data[: evidence.offset])
    if codec.startswith(_WIDE):
        text = before.decode(codec, "replace")
        line = text.count("\n") + 1
        head: str | None = text[text.rfind("\n") + 1 :]
    else:  # in all other codecs of the model a byte 0x0A is a line feed and nothing else
        line = before.count(b"\n") + 1
        head = _decoded(before[before.rfind(b"\n") + 1 :], codec)
    if line != evidence.line:
        return f"it stands in line {line}, not in line {evidence.line}"
    if head is None or evidence.column is None:
        return ""  # the line mixes encodings: its columns cannot be counted with one of them
    column = len(head.removeprefix(_BOMS[0]) if line == 1 else head) + 1
    return "" if column == evidence.column else f"it stands in column {column}, not in column {evidence.column}"


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None
