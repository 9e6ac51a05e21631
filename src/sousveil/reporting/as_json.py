"""The JSON report: the types of the model, in their order, UTF-8, one newline at the end."""

import msgspec

from sousveil.model.canonical import plain
from sousveil.model.report import Report


def to_json(report: Report) -> bytes:
    r"""``report`` as JSON after the published schema.

    Keys of records stand in the order of the schema, those of maps in that of their bytes, so that equal reports are
    equal files. Lone surrogates, which UTF-8 cannot hold, are written as ``\xHH`` (bytes that no encoding explained,
    PEP 383) or ``\uXXXX``.
    """
    try:
        written = msgspec.json.encode(report, order="deterministic")
    except UnicodeEncodeError:
        written = msgspec.json.encode(plain(report), order="deterministic")
    return msgspec.json.format(written, indent=1) + b"\n"


def from_json(data: bytes) -> Report:
    """The report in ``data``. Raises ``msgspec.ValidationError`` where it is not one of this version."""
    return msgspec.json.decode(data, type=Report)
