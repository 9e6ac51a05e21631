"""A log of an invented client's store."""

from tests.samples.opening.leveldb import log

NAME = "Local Storage/leveldb/000003.log"


def build() -> bytes:
    """Keys as browsers and other programs write them, a value over several pieces, captures."""
    return log(
        [
            (b"_file://\0\1face", b'\1{"race": ["Black", true]}'),
            (b"_file://\0\1kind", b"\0" + "维族".encode("utf-16-le")),
            (b"plain", b"on"),
            (b"long", b'{"pad": "' + b"x" * 40_000 + b'", "race": "White"}'),
            *((f"capture/{n}".encode(), b"Uyghur") for n in range(5)),
            (b"user_name", b"Somebody"),
            (b"visit", b'{"face_id": 3, "race": "Uyghur", "person_name": "Somebody"}'),
        ]
    )
