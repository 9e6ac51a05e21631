"""The description of messages of an invented analysis server, as a compiler of protocol buffers writes it."""

NAME = "halo.protoset"


def varint(number: int) -> bytes:
    out = b""
    while number > 0x7F:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


def field(number: int, value: bytes | str | int) -> bytes:
    """A field: bytes and texts with their length, numbers as they are."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    raw = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(raw)) + raw


def enum(name: str, members: dict[str, int]) -> bytes:
    return field(1, name) + b"".join(field(2, field(1, each) + field(2, value)) for each, value in members.items())


def message(name: str, fields: dict[str, str | int], *inner: bytes) -> bytes:
    """``fields``: the name of a type, or the number of one of the encoding's own."""
    out = field(1, name)
    for number, (each, type_) in enumerate(fields.items(), 1):
        kind = field(5, type_) if isinstance(type_, int) else field(5, 11) + field(6, f".halo.v1.{type_}")
        out += field(2, field(1, each) + field(3, number) + field(4, 1) + kind)
    return out + b"".join(inner)


def file(
    messages: list[bytes], enums: list[bytes], services: tuple[bytes, ...] = (), name: str = "halo/v1/a.proto"
) -> bytes:
    out = field(1, name) + field(2, "halo.v1")
    out += b"".join(field(4, each) for each in messages) + b"".join(field(5, each) for each in enums)
    return out + b"".join(field(6, each) for each in services) + field(12, "proto3")


def product() -> bytes:
    """A list, a face that has it, the event that carries the face, a search."""
    inner = field(4, enum("Quality", {"LOW": 0, "HIGH": 1}))
    messages = [
        message("FaceAttributes", {"age": 5, "glasses": 8, "beard": 8, "ethnicity": "Ethnicity"}, inner),
        message("FaceEvent", {"camera_id": 9, "face": "FaceAttributes"}),
        message("FaceSearchRequest", {"ethnicity": "Ethnicity"}),
    ]
    enums = [enum("Ethnicity", {"UNKNOWN": 0, "HAN": 1, "UYGHUR": 2})]
    method = field(1, "SearchFaces") + field(2, ".halo.v1.FaceSearchRequest") + field(3, ".halo.v1.FaceEvent")
    return file(messages, enums, (field(1, "Search") + field(2, method),))


def build() -> bytes:
    """A set of one."""
    return field(1, product())
