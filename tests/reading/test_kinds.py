"""Each kind of material that a reader names has a sample: it is found there, and its innocent twin is not blamed."""

import importlib
import pkgutil
from pathlib import Path
from types import ModuleType

import pytest

import tests.samples.kinds
from sousveil.model.report import Finding, TargetReport
from sousveil.proving import exit_code, verify
from sousveil.reading.registry import readers
from sousveil.running.options import Options
from sousveil.running.scan import scan

KINDS = sorted(kind for reader in readers() for kind in reader.kinds)
_WAITED_FOR: set[str] = set()
"""Kinds whose sample is still to come."""


def _sample(kind: str) -> ModuleType:
    return importlib.import_module(f"tests.samples.kinds.{kind.replace('-', '_')}")


def _laid(files: dict[str, bytes], folder: Path) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def _said(target: TargetReport) -> str:
    """What a failing test shows: each finding with its stages, and its places."""
    lines: list[str] = []
    for one in target.findings:
        lines.append(f"{one.kind} {one.trait} {one.groups} {one.stages} {one.origin} {one.owner}: {one.claim}")
        lines += [f"    {place.role} {place.text!r} {place.layers} says {place.says}" for place in one.evidence]
    return "\n".join(lines + [f"gap {gap.code} {gap.layers} {gap.detail}" for gap in target.gaps])


def _places(finding: Finding) -> set[tuple[str, str]]:
    parts = [part for place in finding.evidence for part in (place, *place.parts)]
    return {(str(part.role), quote) for part in parts for quote in (part.text, part.name)}


def test_each_kind_has_one_reader_and_one_sample():
    modules = {module.name.replace("_", "-") for module in pkgutil.iter_modules(tests.samples.kinds.__path__)}
    assert len(KINDS) == len(set(KINDS))
    assert modules - set(KINDS) == set()
    assert set(KINDS) - modules - _WAITED_FOR == set()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in _WAITED_FOR])
def test_a_case_is_found_with_its_stages_and_holds(kind, tmp_path):
    sample = _sample(kind)
    finds = sample.FINDS
    report = scan([_laid(sample.case(), tmp_path)], Options(jobs=1))
    (target,) = report.targets
    found = [one for one in target.findings if one.kind == finds.kind]
    said = _said(target)
    assert set(finds.groups) <= {group for one in found for group in one.groups}, said
    assert set(finds.stages) <= {str(stage) for one in found for stage in one.stages}, said
    assert set(finds.quotes) <= {place for one in found for place in _places(one)}, said
    checks = verify(report, [tmp_path])
    assert exit_code(checks) == 0, checks


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in _WAITED_FOR])
def test_its_innocent_twin_is_not_blamed(kind, tmp_path):
    (target,) = scan([_laid(_sample(kind).twin(), tmp_path)], Options(jobs=1)).targets
    assert [one for one in target.findings if one.kind in {"capability", "profiling", "trace", "component"}] == [], (
        _said(target)
    )
