"""The maker's reply, put into a report that is already there. Nothing else in the report is touched."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from sousveil.model.canonical import SEAL, digests
from sousveil.model.report import SCHEMA_VERSION, Report, Statement
from sousveil.proving.verify import ProvingError

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LONGEST = 1 << 20
"""Bytes of a reply."""


def statement(*, from_: str, when: str, source: str, text: str, asked: str = "", entered: str = "") -> Statement:
    """A reply. Raises ``ProvingError`` where a day is none, or where who made it or its source is not said."""
    if not from_.strip():
        raise ProvingError("whose statement it is must be said")
    if text and not source.strip():
        raise ProvingError("the source of the statement must be said")
    for day in filter(None, (when, asked)):
        try:
            good = _DAY.fullmatch(day) is not None and date.fromisoformat(day) is not None
        except ValueError:
            good = False
        if not good:
            raise ProvingError(f"'{day}' is not a day written as YYYY-MM-DD")
    entered = entered or datetime.now(UTC).isoformat(timespec="seconds")
    return Statement(from_=from_, when=when, source=source, text=text, asked=asked, entered=entered)


def text_of(path: Path) -> str:
    """The text of a reply, word for word. Raises ``ProvingError`` where it cannot be read as UTF-8, or is empty."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as why:
        raise ProvingError(f"{path}: {why.strerror or why}") from why
    except UnicodeDecodeError as why:
        raise ProvingError(f"{path}: not a text in UTF-8") from why
    if not text.strip() or len(data) > LONGEST:
        raise ProvingError(f"{path}: " + ("it is empty" if not text.strip() else f"longer than {LONGEST} bytes"))
    return text


def with_statement(data: bytes, reply: Statement, target: int | None = None) -> bytes:
    """The JSON of a report with ``reply`` behind the statements on its target (by its index, where there are several).

    Only the digest of the statements is sealed anew: what was damaged before stays visible. Raises ``ProvingError``.
    """
    try:
        report = msgspec.json.decode(data)
        number = len(msgspec.json.decode(data, type=Report).targets)
    except (msgspec.DecodeError, UnicodeDecodeError) as why:
        raise ProvingError(f"not a report of Sousveil ({why})") from why
    if report["schema"] != SCHEMA_VERSION:
        raise ProvingError(f"not a report of schema version {SCHEMA_VERSION}")
    if target is None and number != 1:
        raise ProvingError(f"the report is about {number} targets: say which one by its number")
    if target is not None and not 0 <= target < number:
        raise ProvingError(f"the report has no target with the number {target + 1}")
    index = target or 0
    report["targets"][index]["statements"].append(msgspec.to_builtins(reply))
    if report.get(SEAL):
        part = f"targets/{index}/statements"
        report[SEAL][part] = digests(report)[part]
    return msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n"
