"""A Python binding of an invented camera library."""

NAME = "nvx_structs.py"


def build() -> bytes:
    """In UTF-8."""
    return '''\
"""The binding."""
from ctypes import Structure, c_int
from enum import IntEnum


class NVX_RACE_KIND(IntEnum):
    """人种;race kind"""
    UNKNOWN = 0,  # 未知
    UYGUR = 4,    # 维族;uygur


class NVX_FACE(Structure):
    # one face
    _fields_ = [
        ('nAge', c_int),                 # 年龄
        ('emRace', c_int),               # 人种, refer to NVX_RACE_KIND
        ('stuBox', NVX_BOX * 4),
    ]


class NVX_FACE_ALARM(Structure):
    pass


NVX_FACE_ALARM._fields_ = [('stuFaces', NVX_FACE * 8)]


class Skin:
    DARK = 1
    LIGHT = 2  # pale


@dataclass(frozen=True)
class Result:
    race: Optional[NVX_RACE_KIND] = None

    def describe(self, kind: NVX_RACE_KIND, *rest) -> str:
        """Says what."""
        self.alarm.raise_for(kind)
        out["race"] = {"black": 0.1, 'uy\\x67ur': 0.2}
        if kind == "black":
            return "b"
        elif kind in ("uygur", "other"):
            return "u"


LABELS = ["asian", "black"]  # order of the model
'''.encode()
