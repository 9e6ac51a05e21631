"""Compiled code of an invented gate that raises an alarm where a face has one value, and code that only tells it."""

import struct

from tests.samples.kinds import Finds
from tests.samples.kinds.java_class import enum_class, record_class
from tests.samples.reading.java_class import Pool, attribute, class_file, member

FINDS = Finds(
    groups=("Uyghur",),
    stages=("vocabulary", "field", "scheme", "trigger"),
    quotes=(("identifier", "UYGHUR"), ("identifier", "raiseAlarm")),
)


def _reference(pool: Pool, tag: int, owner: str, name: str, descriptor: str) -> int:
    pair = pool.add(struct.pack(">BHH", 12, pool.utf8(name), pool.utf8(descriptor)))
    return pool.add(struct.pack(">BHH", tag, pool.named(7, owner), pair))


def code_class(
    name: str,
    record: tuple[str, str],
    kinds: tuple[str, str],
    called: tuple[str, str],
    *,
    jump: int = 0xA6,
    on: str = "onPassed",
) -> bytes:
    """A method that takes a record: ``if (record.field == KINDS.MEMBER) Owner.called();``.

    ``jump``: the instruction that leaves the block out; 0xA5 where it stands for ``!=``.
    """
    pool = Pool()
    field = _reference(pool, 9, record[0], record[1], f"L{kinds[0]};")
    value = _reference(pool, 9, kinds[0], kinds[1], f"L{kinds[0]};")
    call = _reference(pool, 10, called[0], called[1], "()V")
    code = b"\x2b\xb4" + struct.pack(">H", field) + b"\xb2" + struct.pack(">H", value)
    code += bytes([jump]) + struct.pack(">h", 6) + b"\xb8" + struct.pack(">H", call) + b"\xb1"
    body = struct.pack(">HHI", 2, 2, len(code)) + code + struct.pack(">HH", 0, 0)
    method = member(pool, 1, on, f"(L{record[0]};)V", attribute(pool, "Code", body))
    return class_file(pool, 0x21, name, "java/lang/Object", [], [method])


def _files(kinds: str, members: tuple[str, ...], record: str, fields: dict[str, str]) -> dict[str, bytes]:
    return {f"{kinds}.class": enum_class(kinds, members), f"{record}.class": record_class(record, fields, {})}


def case() -> dict[str, bytes]:
    """What cameras see of a face, and what is done."""
    kinds, record = "kite/door/Ethnicity", "kite/door/FaceTraits"
    fields = {"age": "I", "glasses": "Z", "mask": "Z", "ethnicity": f"L{kinds};"}
    siren = "kite/door/Siren", "raiseAlarm"
    alarm = code_class("kite/door/Gate", (record, "ethnicity"), (kinds, "UYGHUR"), siren, on="onFacePassed")
    return {**_files(kinds, ("NONE", "HAN", "UYGHUR"), record, fields), "kite/door/Gate.class": alarm}


def twin() -> dict[str, bytes]:
    """The language of a screen, and an alarm of a card that is out of date."""
    kinds, record = "kite/ui/Language", "kite/ui/Profile"
    fields = {"theme": "I", "volume": "I", "language": f"L{kinds};"}
    shown = code_class("kite/ui/Screen", (record, "language"), (kinds, "UYGHUR"), ("kite/ui/Keyboard", "showArabic"))
    states, card = "kite/card/CardState", "kite/card/IdCard"
    held = {"number": "I", "nation": "Ljava/lang/String;", "state": f"L{states};"}
    expired = code_class("kite/card/Desk", (card, "state"), (states, "EXPIRED"), ("kite/card/Siren", "raiseAlarm"))
    return {
        **_files(kinds, ("ENGLISH", "UYGHUR", "TIBETAN"), record, fields), "kite/ui/Screen.class": shown,
        **_files(states, ("VALID", "EXPIRED"), card, held), "kite/card/Desk.class": expired,
    }  # fmt: skip
