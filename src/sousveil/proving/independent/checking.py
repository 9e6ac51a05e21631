"""A report checked against its targets: seal, digests, every layer, every quoted place."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from .layers import PYTHON, CannotError, DiffersError, archiver, cut, member, named, no_way, raw
from .public_tools import PASSED, ToolError, Tools
from .quotes import differs

HOLDS, DIFFERS, CANNOT = "holds", "differs", "cannot be checked"
Report = dict[str, Any]
_ABOUT = ("name", "sha256", "size", "folder")
Way = Callable[[bytes, Report, Tools], tuple[bytes, str]]
_DEEPEST = 64
_KEPT = 32


class Outcome(NamedTuple):
    """One check. ``by`` names the tool of each layer on the way, from the outside in."""

    target: str
    about: str
    result: str
    why: str = ""
    finding: str = ""
    quote: bool = False
    by: tuple[str, ...] = ()


def check(report: Report, targets: Sequence[Path], passwords: Sequence[str] = ()) -> Iterator[Outcome]:
    """Check a report, as ``json.load`` gives it, against its targets in their order. Raises ``ValueError``."""
    if len(report["targets"]) != len(targets):
        raise ValueError(f"the report is about {len(report['targets'])} targets, and {len(targets)} were given")
    yield from seal(report)
    with Tools(passwords) as tools:
        for told, path in zip(report["targets"], targets, strict=True):
            yield from _Target(told, path, tools).check()


def seal(report: Report) -> Iterator[Outcome]:
    """The digests that a report carries of its own parts."""
    parts: Report = {key: value for key, value in report.items() if key not in {"seal", "targets"}}
    for number, target in enumerate(report["targets"]):
        parts[f"targets/{number}/about"] = {key: target[key] for key in _ABOUT if key in target}
        for finding in target["findings"]:
            parts.setdefault(f"targets/{number}/findings/{finding['id']}", []).append(finding)
        rest = target.keys() - {*_ABOUT, "findings"}
        parts |= {f"targets/{number}/{key}": target[key] for key in rest}
    said = report.get("seal") or {}
    if not said:
        yield Outcome("report", "seal", CANNOT, "it carries no digests of its own parts")
        return
    wrong = []
    for name in sorted({*parts, *said}):
        data = json.dumps(parts.get(name), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        if name not in parts or hashlib.sha256(data.encode()).hexdigest() != said.get(name):
            wrong.append(name)
            yield Outcome("report", f"seal of {name}", DIFFERS, "it is not what was sealed")
    if not wrong:
        yield Outcome("report", f"seal of {len(parts)} parts", HOLDS, by=(f"hashlib ({PYTHON})",))


class _Target:
    def __init__(self, told: Report, path: Path, tools: Tools) -> None:
        self._told, self._path, self._tools = told, path, tools
        self._made: dict[str, tuple[bytes, tuple[str, ...]]] = {}
        self._wrong: dict[str, Exception] = {}

    def check(self) -> Iterator[Outcome]:
        yield self._whole()
        for finding in self._told["findings"]:
            for place in finding["evidence"]:
                yield from (self._quote(one, finding["id"]) for one in (place, *place.get("parts", ())))
        for own in self._told.get("calls_itself", ()):
            for place in own["evidence"]:
                yield self._quote(place, "calls-itself")
        for discard in self._told.get("discards", ()):
            yield self._quote(discard["sample"], "")

    def _whole(self) -> Outcome:
        name, said = self._told["name"], self._told["sha256"]
        try:
            digest = _of_folder(self._path) if self._told["folder"] else _of_file(self._path)
        except OSError as why:
            return Outcome(name, "SHA-256", CANNOT, str(why.strerror or why))
        by = (f"hashlib ({PYTHON})",)
        if digest == said:
            return Outcome(name, f"SHA-256 {digest}", HOLDS, by=by)
        return Outcome(name, "SHA-256", DIFFERS, f"{digest}, not {said}", by=by)

    def _quote(self, place: Report, finding: str) -> Outcome:
        where = "/".join(place["layers"]) or self._told["name"]
        where += f":{place['line']}" if place["line"] is not None else f"@{place['offset']:#x}"
        about = f"{where} {place['text']!r}"
        by: tuple[str, ...] = ()
        try:
            data, by = self._bytes(place["blob"], 0)
            wrong = differs(data, place)
        except DiffersError as why:
            return Outcome(self._told["name"], about, DIFFERS, str(why), finding, quote=True, by=by)
        except (CannotError, LookupError) as why:
            return Outcome(self._told["name"], about, CANNOT, str(why), finding, quote=True, by=by)
        return Outcome(self._told["name"], about, DIFFERS if wrong else HOLDS, wrong, finding, quote=True, by=by)

    def _bytes(self, blob: str, depth: int) -> tuple[bytes, tuple[str, ...]]:
        if blob in self._wrong:
            raise self._wrong[blob]
        if blob not in self._made:
            try:
                made = self._make(blob, depth)
            except (DiffersError, CannotError) as why:
                self._wrong[blob] = why
                raise
            while len(self._made) >= _KEPT:
                del self._made[next(iter(self._made))]
            self._made[blob] = made
        return self._made[blob]

    def _make(self, blob: str, depth: int) -> tuple[bytes, tuple[str, ...]]:
        entry = self._told["blobs"].get(blob)
        if entry is None or depth > _DEEPEST:
            raise CannotError(f"the report does not say where {blob} comes from")
        if entry["parent"] is None:
            data = _outermost(self._path, entry, folder=self._told["folder"])
            self._same(entry, data, f"open ({PYTHON})")
            return data, (f"{named(entry)}: file",)
        wrong: list[Exception] = []
        for parent, data, by in self._ways(entry, depth, wrong):
            try:
                self._same(entry, data, by)
            except DiffersError as why:
                wrong.append(why)
                continue
            return data, (*parent, f"{named(entry)}: {by}")
        first = wrong[0] if wrong else CannotError(no_way(entry))
        raise next((why for why in wrong if isinstance(why, DiffersError)), first)

    def _ways(self, entry: Report, depth: int, wrong: list[Exception]) -> Iterator[tuple[tuple[str, ...], bytes, str]]:
        """Each way to make a layer: what made the layers above it, the bytes, the tool."""
        above = self._told["blobs"].get(entry["parent"])
        makers: list[tuple[str, Way]]
        makers = [(entry["parent"], way) for way in (member, cut, archiver)]
        if above is not None and above["parent"] is not None and above["kind"] in ("7z-folder", "cab-folder"):
            makers.append((above["parent"], archiver))  # a solid folder, of which no public tool gives the whole
        for parent, way in makers:
            try:
                held, by = self._bytes(parent, depth + 1)
                data, tool = way(held, entry, self._tools)
                yield by, data, tool
            except (CannotError, DiffersError) as why:
                wrong.append(why)
            except (ToolError, *PASSED) as why:
                wrong.append(CannotError(f"layer {named(entry)}: {why}"))

    @staticmethod
    def _same(entry: Report, data: bytes, by: str) -> None:
        digest = hashlib.sha256(data).hexdigest()
        if len(data) != entry["size"] or digest != entry["sha256"]:
            said = f"{entry['size']} bytes and {entry['sha256']}"
            raise DiffersError(f"layer {named(entry)}: {by} gives {len(data)} bytes with SHA-256 {digest}, not {said}")


def _of_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _of_folder(folder: Path) -> str:
    """What ``find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum`` prints in the folder."""
    lines = []
    for base, _, names in os.walk(os.fsencode(folder)):
        for name in names:
            path = Path(os.fsdecode(os.path.join(base, name)))  # noqa: PTH118 - bytes
            if path.is_symlink() or not path.is_file():
                continue
            short = b"./" + os.fsencode(path.relative_to(folder))
            safe = short.replace(b"\\", b"\\\\").replace(b"\n", b"\\n").replace(b"\r", b"\\r")
            digest = _of_file(path).encode()
            lines.append((short, (b"\\" if safe != short else b"") + digest + b"  " + safe + b"\n"))
    return hashlib.sha256(b"".join(line for _, line in sorted(lines))).hexdigest()


def _outermost(target: Path, entry: Report, *, folder: bool) -> bytes:
    path = target
    if entry["kind"] == "joined-parts":
        raise CannotError(f"layer {named(entry)}: the parts of a set are not put together here")
    if folder:
        for part in os.fsdecode(raw(entry)).split("/"):
            if part in {"", ".", ".."} or "\0" in part:
                raise CannotError(f"layer {named(entry)}: its name leads out of the target")
            path = path / part
            if path.is_symlink():
                raise CannotError(f"layer {named(entry)}: a link stands in its way")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise DiffersError(f"layer {named(entry)}: it is not there") from None
    except OSError as why:
        raise CannotError(f"layer {named(entry)}: {why.strerror or why}") from why


def main(arguments: Sequence[str]) -> int:
    """The program: a line for each check; the exit code."""
    if len(arguments) < 2:
        sys.stderr.write("usage: python3 independent REPORT TARGET...\n")
        return 2
    try:
        report = json.loads(Path(arguments[0]).read_bytes())
        outcomes = list(check(report, [Path(one) for one in arguments[1:]]))
    except (OSError, ValueError, KeyError, TypeError) as why:
        sys.stderr.write(f"could not run: {why!r}\n")
        return 2
    for one in outcomes:
        line = f"{one.result.upper():17}  {one.target}  {one.about}  {one.why}  [{'; '.join(one.by)}]"
        sys.stdout.write("".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line) + "\n")
    results = {one.result for one in outcomes}
    return 1 if DIFFERS in results else 3 if CANNOT in results else 0
