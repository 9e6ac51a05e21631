"""A disc as a drive reads it raw: the image of another sample, each sector within its frame."""

from tests.samples.opening import iso9660

MARK = b"\0" + b"\xff" * 10 + b"\0"


def raw(image: bytes, mode: int = 1) -> bytes:
    out = b""
    for number in range(len(image) // 2048):
        data = image[2048 * number : 2048 * number + 2048]
        head = MARK + number.to_bytes(3, "big") + bytes([mode])
        head += b"\0\0\x08\0" * 2 if mode == 2 else b""
        out += head + data + b"\xc5" * (2352 - len(head) - 2048)
    return out


def build() -> bytes:
    return raw(iso9660.build())
