"""The quoted bytes as hexadecimal, made again from the text where one codec explains them."""

from sousveil.model.encodings import CODECS, encode
from sousveil.model.report import Evidence

MOST = 256
_ROW = 16


def quoted_bytes(evidence: Evidence) -> bytes | None:
    """The bytes of a quote, or ``None`` where the text alone cannot say them (escapes, holes, another length)."""
    if len(evidence.encoding) != 1 or evidence.encoding[0] not in CODECS:
        return None
    if evidence.spans or len(evidence.text) > 4 * MOST:
        return None
    try:
        data = encode(evidence.text, evidence.encoding)
    except UnicodeEncodeError:
        return None
    return data if len(data) == evidence.length else None


def hexview(data: bytes, offset: int) -> str:
    """Rows of 16 bytes with their offset and their ASCII, at most 256 bytes, starting at a row's beginning."""
    data = data[:MOST]
    start = offset - offset % _ROW
    rows = []
    for row in range(start, offset + len(data), _ROW):
        cells, letters = [], []
        for at in range(row, row + _ROW):
            inside = offset <= at < offset + len(data)
            byte = data[at - offset] if inside else 0
            cells.append(f"{byte:02x}" if inside else "  ")
            letters.append(" " if not inside else chr(byte) if 32 <= byte < 127 else ".")
        rows.append(f"{row:08x}  {' '.join(cells)}  |{''.join(letters)}|")
    return "\n".join(rows)
