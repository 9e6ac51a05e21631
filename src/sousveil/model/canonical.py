"""A report as plain data, and the digest of each of its parts.

The digest of a part is SHA-256 over its JSON: keys sorted, no blanks, UTF-8. ``json.dumps(part, sort_keys=True,
separators=(",", ":"), ensure_ascii=False)`` gives the same bytes, so that anybody can compute it. It tells what was
damaged, and where. It is no signature: whoever changes a report on purpose can compute it anew.
"""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from sousveil.model.late import late
from sousveil.model.report import Report

Plain = dict[str, Any]

SEAL = "seal"
ABOUT = ("name", "sha256", "size", "folder")
_SURROGATE = late("[\ud800-\udfff]")


def plain(report: Report) -> Plain:
    r"""``report`` as it is written to JSON: lone surrogates, which UTF-8 cannot hold, as ``\xHH`` or ``\uXXXX``."""
    built: Plain = msgspec.to_builtins(report, str_keys=True)
    try:
        msgspec.json.encode(built)
    except UnicodeEncodeError:
        built = _without_surrogates(built)
    return built


def sealed(report: Report) -> Report:
    """``report`` with its seal made anew."""
    return msgspec.structs.replace(report, seal=digests(plain(report)))


def digests(report: Plain) -> dict[str, str]:
    """The digest of each part of a report in plain data: ``run``, ``targets/0/verdict``, ``targets/0/findings/ID``."""
    parts: dict[str, Any] = {key: value for key, value in report.items() if key not in {SEAL, "targets"}}
    for number, target in enumerate(report.get("targets", ())):
        parts |= {f"targets/{number}/{name}": part for name, part in _parts(target)}
    return {name: digest(part) for name, part in parts.items()}


def digest(part: object) -> str:
    """SHA-256 of a part, in hex."""
    return hashlib.sha256(msgspec.json.encode(part, order="sorted")).hexdigest()


def _parts(target: Mapping[str, Any]) -> list[tuple[str, Any]]:
    out: list[tuple[str, Any]] = [("about", {key: target[key] for key in ABOUT if key in target})]
    findings: dict[str, list[Any]] = {}
    for finding in target.get("findings", ()):
        findings.setdefault(str(finding.get("id", "")), []).append(finding)
    out += [(f"findings/{key}", same) for key, same in findings.items()]
    return out + [(key, value) for key, value in target.items() if key not in {*ABOUT, "findings"}]


def _without_surrogates(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
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
