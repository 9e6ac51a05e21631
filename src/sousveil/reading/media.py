"""Pictures, sound, video and fonts: recognised by their first bytes and left closed, on purpose.

Sousveil reads software, never people. Sources of the marks: the PNG, JPEG (ITU T.81), GIF89a, WebP (RIFF), ISO base
media (ISO/IEC 14496-12), Matroska, MPEG, Ogg, FLAC and OpenType specifications.
"""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading
from sousveil.model.words import Step

_MARKS: tuple[bytes, ...] = (
    b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"8BPS\0", b"ID3", b"OggS",
    b"fLaC", b"MThd\0", b"#!AMR", b"FLV\1", b"\x1aE\xdf\xa3", b"\0\0\1\xba", b"\0\0\1\xb3", b"0&\xb2u\x8ef\xcf\x11",
    b"OTTO\0", b"ttcf\0", b"true\0", b"wOFF", b"wOF2", b"\0\0\0\x0cjP  ", b"qoif",
)  # fmt: skip
_SHORT = {b"\0\0\1\0": (".ico",), b"\0\0\2\0": (".cur",), b"\0\1\0\0": (".ttf", ".otf"), b"\0\0\0\1": (".264", ".h264")}
"""Marks too short to be believed without the name."""
_FRAMES = (b"\xff\xfb", b"\xff\xf3", b"\xff\xf1", b"\xff\xf9")
_RIFF = (b"WEBP", b"WAVE", b"AVI ", b"RMID", b"ACON")


class Media:
    """Anything to look at or to listen to."""

    name: ClassVar[str] = "media"
    kinds: ClassVar[tuple[str, ...]] = ()
    structured: ClassVar[bool] = False
    limits: ClassVar[tuple[str, ...]] = ("Pictures, sound, video and fonts are left closed.",)

    def accepts(self, data: memoryview, name: str) -> bool:
        """By the first bytes; for short marks the name must agree."""
        head = bytes(data[:32])
        return (
            head.startswith(_MARKS)
            or (head[:4] == b"RIFF" and head[8:12] in _RIFF)
            or head[4:8] == b"ftyp"
            or (head[:4] in _SHORT and name.lower().endswith(_SHORT[head[:4]]))
            or (head.startswith(_FRAMES) and name.lower().endswith((".mp3", ".aac")))
            or (head[:2] == b"BM" and head[6:10] == b"\0\0\0\0" and head[14:18] in {b"\x28\0\0\0", b"\x7c\0\0\0"})
        )

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:  # noqa: ARG002
        """One gap that hides nothing: what people look like is no evidence."""
        yield Gap(
            step=Step.READING,
            code="media-left-closed",
            size=len(data),
            remedy="Nothing to do: pictures, sound, video and fonts are not read.",
        )
