"""The JSON report: the types of the model, in their order, UTF-8, one newline at the end."""

import re

import msgspec

from sousveil.model.report import Report

_SURROGATE = re.compile("[\ud800-\udfff]")


def to_json(report: Report) -> bytes:
    r"""``report`` as JSON after the published schema.

    Keys of records stand in the order of the schema, those of maps in that of their bytes, so that equal reports are
    equal files. Lone surrogates, which UTF-8 cannot hold, are written as ``\xHH`` (bytes that no encoding explained,
    PEP 383) or ``\uXXXX``.
    """
    try:
        plain = msgspec.json.encode(report, order="deterministic")
    except UnicodeEncodeError:
        plain = msgspec.json.encode(_without_surrogates(msgspec.to_builtins(report)), order="deterministic")
    return msgspec.json.format(plain, indent=1) + b"\n"


def from_json(data: bytes) -> Report:
    """The report in ``data``. Raises ``msgspec.ValidationError`` where it is not one of this version."""
    return msgspec.json.decode(data, type=Report)


def _without_surrogates(value: object) -> object:
    if isinstance(value, str):
        return _SURROGATE.sub(_written, value)
    if isinstance(value, dict):
        return {_without_surrogates(key): _without_surrogates(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_without_surrogates(item) for item in value]
    return value


def _written(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"\\u{code:04x}"
