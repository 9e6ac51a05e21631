"""What a compiler of protocol buffers made for Python out of the interface of an invented service."""

from tests.samples.kinds import Finds
from tests.samples.reading.protobuf_descriptor import enum, file, message

FINDS = Finds(
    groups=("Uyghur", "Han"),
    stages=("vocabulary", "field", "scheme", "exposure"),
    quotes=(("enum-member", "UYGHUR"), ("field", "ethnic_group"), ("record", "FaceSearchQuery")),
)


def _source(raw: bytes) -> bytes:
    return b"""\
# -*- coding: utf-8 -*-
from google.protobuf import descriptor_pool as _descriptor_pool
from google.protobuf.internal import builder as _builder

DESCRIPTOR = _descriptor_pool.Default().AddSerializedFile(%s)

_builder.BuildMessageAndEnumDescriptors(DESCRIPTOR, globals())
""" % repr(raw).encode()


def case() -> dict[str, bytes]:
    """In one line of escapes."""
    messages = [
        message("FaceTraits", {"age": 5, "mask": 8, "glasses": 8, "ethnic_group": "EthnicGroup"}),
        message("FaceSearchQuery", {"camera": 9, "traits": "FaceTraits"}),
    ]
    enums = [enum("EthnicGroup", {"NONE": 0, "HAN": 1, "UYGHUR": 2})]
    return {"corvid/search_pb2.py": _source(file(messages, enums, name="corvid/search.proto"))}


def twin() -> dict[str, bytes]:
    """Languages to pick from."""
    messages = [message("UiSettings", {"theme": 9, "language": "UiLanguage"})]
    enums = [enum("UiLanguage", {"ENGLISH": 0, "CHINESE": 1, "UYGHUR": 2, "TIBETAN": 3})]
    return {"corvid/settings_pb2.py": _source(file(messages, enums, name="corvid/settings.proto"))}
