"""What Unix compress writes: LZW with codes of 9 bits and more, in groups of eight."""

from tests.samples.opening.payload import JOINED


def build(data: bytes = JOINED, most: int = 16, reset_at: int = 0) -> bytes:
    """``reset_at``: after so many codes the table is cleared."""
    out, group = bytearray(b"\x1f\x9d" + bytes([0x80 | most])), []
    words, width, word, count = {bytes([b]): b for b in range(256)}, 9, b"", 0

    def flush() -> None:
        if group:
            bits = sum(code << (width * place) for place, code in enumerate(group))
            # A group that is not full is filled up, but for the very last.
            out.extend(bits.to_bytes(width, "little"))
            group.clear()

    def put(code: int) -> None:
        group.append(code)
        if len(group) == 8:
            flush()

    free = 257
    for at, byte in enumerate(data):
        longer = word + bytes([byte])
        if longer in words:
            word = longer
            continue
        put(words[word])
        count += 1
        if free < 1 << most:
            words[longer] = free
            free += 1
        word = bytes([byte])
        if free > 1 << width and width < most:
            flush()
            width += 1
        if reset_at and count % reset_at == 0 and at + 1 < len(data):
            put(256)
            flush()
            words, width, free = {bytes([b]): b for b in range(256)}, 9, 257
    if word:
        put(words[word])
    if group:
        bits = sum(code << (width * place) for place, code in enumerate(group))
        out.extend(bits.to_bytes(width, "little")[: -(-len(group) * width // 8)])
    return bytes(out)
