"""A text written as a string of JSON, without its quotes: the escapes undone, in UTF-8. Source: RFC 8259, section 7."""

from sousveil.opening.codecs import Decoded
from sousveil.opening.pump import State
from sousveil.opening.sink import Sink


def json_string(stored: memoryview, room: int, sink: Sink) -> Decoded:
    """What the string says. Halves of characters become question marks; an escape that is none ends it as damaged."""
    raw, state = bytes(stored), State.WHOLE
    if b"\\" in raw:
        import json  # noqa: PLC0415 - few files need it

        try:
            text = json.loads(b'"' + raw + b'"', strict=False)
            raw = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode() if text else b""
        except ValueError:
            raw, state = b"", State.DAMAGED
    sink.begin()
    sink.add(raw[:room])
    return Decoded(sink.finish(), sink.crc, len(stored), State.CUT if len(raw) > room else state)
