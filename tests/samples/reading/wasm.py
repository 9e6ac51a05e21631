"""A module of an invented maker for browsers, section by section: names that it offers, needs and has, and its data."""

from sousveil.model.place import Place

NAME = "analyser.wasm"
TEXTS = ("age", "Black", "White", "Asian", "glasses")


def leb(number: int) -> bytes:
    out = b""
    while number > 0x7F:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


def vector(items: list[bytes]) -> bytes:
    return leb(len(items)) + b"".join(items)


def name(text: str) -> bytes:
    return leb(len(text.encode())) + text.encode()


def section(kind: int, body: bytes) -> bytes:
    return bytes([kind]) + leb(len(body)) + body


def module(exports: list[str], imports: list[str], functions: list[str], texts: tuple[str, ...]) -> bytes:
    """All functions take and give nothing."""
    data = b"\0".join(text.encode() for text in texts) + b"\0"
    named = b"\1" + leb(len(body := vector([leb(at) + name(each) for at, each in enumerate(functions)]))) + body
    return (
        b"\0asm\1\0\0\0"
        + section(1, vector([b"\x60\0\0"]))
        + section(2, vector([name("env") + name(each) + b"\0\0" for each in imports]))
        + section(3, vector([b"\0"] * len(exports)))
        + section(5, vector([b"\0\1"]))
        + section(7, vector([name(each) + b"\0" + leb(len(imports) + at) for at, each in enumerate(exports)]))
        + section(10, vector([b"\2\0\x0b"] * len(exports)))
        + section(11, vector([b"\0\x41\x08\x0b" + leb(len(data)) + data]))
        + section(0, name("name") + named)
    )


def build() -> bytes:
    """The whole."""
    functions = ["load_race_model", "_ZN3nvx12FaceAnalyser7getRaceEv", "free"]
    return module(["get_face_race", "free"], ["load_race_model"], functions, TEXTS)


def places() -> list[Place]:
    """An export, an import, a function's own name, a string."""
    data = build()
    found = [data.index(word) for word in (b"face_race", b"race_model", b"getRace", b"Asian")]
    return [Place(at, at + 4, 0, "utf-8") for at in found]
