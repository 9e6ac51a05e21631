"""Every reason for which something was not read has plain words, and whoever reads of a gap is told what would help."""

import ast
import io
import re
import struct
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import sousveil
from samples.demo import build
from sousveil.opening.gaps import CODES
from sousveil.reporting.words import ENGLISH
from sousveil.running.losses import _REMEDIES
from sousveil.running.options import Options
from sousveil.running.scan import scan

SOURCE = Path(sousveil.__file__).parent
KEBAB = re.compile(r"[a-z]+(-[a-z]+)+|[a-z]{4,}")
TREES = [(path, ast.parse(path.read_text("utf-8"))) for path in sorted(SOURCE.rglob("*.py"))]


def _takes_code() -> dict[str, int]:
    """The functions that take a ``code``, by name, with its position in a call."""
    found: dict[str, int] = {}
    for _, tree in TREES:
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                names = [argument.arg for argument in node.args.args]
                if "code" in names:
                    found[node.name] = names.index("code") - ("self" in names)
    return found


def _texts(node: ast.AST | None) -> Iterator[str]:
    """The texts that an expression can be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _written() -> dict[str, str]:
    """The codes that stand in the source as text, each with one place where it does."""
    takes, found = _takes_code(), {}
    for path, tree in TREES:
        if "reporting" in path.parts or "cli" in path.parts:
            continue
        for node in ast.walk(tree):
            texts: list[str] = []
            if isinstance(node, ast.Call):
                texts += [text for key in node.keywords if key.arg == "code" for text in _texts(key.value)]
                position = takes.get(_called(node), len(node.args))
                texts += _texts(node.args[position]) if position < len(node.args) else []
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                texts += _texts(node.value) if any(getattr(to, "id", "") == "code" for to in targets) else []
            for text in filter(KEBAB.fullmatch, texts):
                found.setdefault(text, f"{path.relative_to(SOURCE)}:{getattr(node, 'lineno', 0)}")
    return found


WRITTEN = _written()
ALL = {**dict.fromkeys((*CODES, *_REMEDIES), "a table"), **WRITTEN}


def test_the_codes_are_found_where_they_are_written():
    known = {
        "searched-only", "machine-code", "native-unlabelled", "model-unlabelled", "undecodable", "unparsed",
        "parse-error", "nested-too-deep", "read-by-lines", "read-near-words", "rows-left-closed", "no-jail",
        "rounds-limit",
        "time-limit", "worker-died", "truncated", "link", "link-outside",
    }  # fmt: skip
    assert known <= WRITTEN.keys()


@pytest.mark.parametrize("code", sorted(ALL))
def test_every_code_has_plain_words(code: str):
    assert ENGLISH.has(f"gap.{code}"), f"{ALL[code]} yields a gap that no message of the catalogue explains"


def test_no_words_for_a_code_that_nothing_yields():
    assert {key.removeprefix("gap.") for key in ENGLISH.keys("gap.")} == set(ALL)


def test_every_gap_that_could_hide_something_is_written_with_what_helps():
    silent = []
    for path, tree in TREES:
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            given = {key.arg: key.value for key in node.keywords}
            hides = (
                "could_hide" in given if _called(node) == "Gap" else _called(node) == "gap" and "reading" in path.parts
            )
            if getattr(given.get("hides"), "value", None) is False or (not hides):
                continue
            remedy = given.get("remedy", node.args[2] if _called(node) == "_gap" else None)
            if remedy is None or (isinstance(remedy, ast.Constant) and not remedy.value):
                silent.append(f"{path.relative_to(SOURCE)}:{node.lineno}")
    assert silent == []


def _broken(folder: Path) -> None:
    """A product of everything that goes wrong on the way in: each file below is a gap of its own."""
    folder.mkdir()
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("race.txt", "ethnicity " * 400)
    data = whole.getvalue()
    (folder / "cut.zip").write_bytes(data[: len(data) // 2])
    flags = data.index(b"PK\1\2")
    locked = bytearray(data)
    locked[6] |= 1
    locked[flags + 8] |= 1
    (folder / "locked.zip").write_bytes(locked)
    (folder / "flipped.zip").write_bytes(data[:40] + bytes([data[40] ^ 0xFF]) + data[41:])
    (folder / "cut.gz").write_bytes(b"\x1f\x8b\x08\0\0\0\0\0\0\3\x4b")
    with tarfile.open(folder / "links.tar", "w") as archive:
        for name, to in (("in", "other"), ("out", "../../etc/passwd")):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = tarfile.SYMTYPE, to
            archive.addfile(member)
    (folder / "outward").symlink_to("/")
    (folder / "deep.c").write_text("enum race { UYGHUR = " + "(" * 9_000 + "1" + ")" * 9_000 + " };\n")
    (folder / "old.pyc").write_bytes(struct.pack("<H", 3) + b"\r\n" + bytes(12) + b"emRace Uyghur\0")
    (folder / "not.class").write_bytes(b"\xca\xfe\xba\xbe\0\0\0\x34\0\x09\1\0\x40emRace Uyghur")
    (folder / "face.dat").write_bytes(bytes(range(1, 32)) * 4 + b"face ethnicity Uyghur" + bytes(range(128, 255)) * 4)
    (folder / "out.onnx").write_bytes(bytes(range(256)) * 8)


def test_whoever_reads_of_a_gap_is_told_what_would_help(tmp_path: Path):
    _broken(tmp_path / "broken")
    report = scan([build(tmp_path), tmp_path / "broken"], Options(), quiet=True)
    gaps = [gap for target in report.targets for gap in target.gaps]
    seen = {gap.code for gap in gaps if gap.could_hide}
    assert len(seen) >= 6, seen
    assert [gap for gap in gaps if gap.could_hide and not gap.remedy.strip()] == []
    assert [gap.code for gap in gaps if not ENGLISH.has(f"gap.{gap.code}")] == []
