"""The binding of an invented camera library, of which only the compiled modules were delivered, written for 3.8."""

from tests.samples.kinds import Finds
from tests.samples.reading.python_bytecode import enumeration, module, structure

FINDS = Finds(
    groups=("Uyghur", "Han"),
    stages=("vocabulary", "field", "scheme", "event"),
    quotes=(("enum-member", "UYGUR"), ("field", "emEthnic"), ("record", "OSK_FACE_ALARM")),
)


def case() -> dict[str, bytes]:
    """An enumeration, the structure of a face that has it, that of the alarm."""
    data = module(
        enumeration("OSK_ETHNIC", {"UNKNOWN": 0, "HAN": 1, "UYGUR": 2}),
        structure("OSK_FACE_ATTR", {"nAge": "c_int", "bGlasses": "c_int", "bMask": "c_int", "emEthnic": "OSK_ETHNIC"}),
        structure("OSK_FACE_ALARM", {"dwChannel": "c_int", "stuFace": "OSK_FACE_ATTR"}),
    )
    return {"osk/__pycache__/structs.cpython-38.pyc": data}


def twin() -> dict[str, bytes]:
    """The reader of cards, and paint."""
    data = module(
        enumeration("OSK_PAINT", {"WHITE": 0, "BLACK": 1, "YELLOW": 2, "RED": 3}),
        structure("OSK_TIN", {"nLitres": "c_int", "emPaint": "OSK_PAINT"}),
        structure("OSK_ID_CARD", {"szName": "c_int", "szIdNumber": "c_int", "szNation": "c_int", "szAddress": "c_int"}),
    )
    return {"osk/__pycache__/structs.cpython-38.pyc": data}
