"""Every sample of every format and reader: the commands of its report print the bytes quoted; it holds either way."""

import hashlib
import importlib
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from sousveil.model.limits import Limits
from sousveil.model.report import BlobEntry, Evidence, Report, TargetReport
from sousveil.opening.formats import FORMATS
from sousveil.proving import Result, exit_code, lines, verify
from sousveil.proving.chain import Chain
from sousveil.proving.independent import check
from sousveil.reporting import to_json
from sousveil.reporting.commands import recipe
from sousveil.running.options import Options
from sousveil.running.proof import proof
from sousveil.running.scan import scan
from tests.opening.looking import look
from tests.reporting.invented import CASES, evidence
from tests.reporting.invented import report as reported
from tests.samples.opening import payload
from tests.samples.reading import __path__ as readers

MOST = 4
"""Places of one part whose commands are run."""
BY_NOBODY = {"leveldb": "no public tool undoes one block of it, which the page says"}
"""Formats of whose parts no command can be given."""
ODD = {"cab": "its blocks are shorter than 32 KiB, as the format does not allow: 7-Zip and libarchive refuse them"}
"""Samples that archivers do not open; parts whose names cannot be handed to one are made without it."""


def printed(target: TargetReport, places: list[Evidence], folder: Path) -> list[str] | None:
    """What the commands print, the digest's line first; ``None`` where there is no public way."""
    found = recipe(target, places)
    if found is None:
        return None
    if missing := [tool for tool in found.tools if shutil.which(tool) is None]:
        pytest.skip(f"not on this machine: {', '.join(missing)}")
    done = subprocess.run(["bash", "-eu", "-c", "\n".join(found.lines)], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, (found.lines, done.stderr)
    return done.stdout.decode("utf-8", "surrogateescape").split("\n")


def expected(data: memoryview, places: list[Evidence]) -> Iterator[str]:
    """What stands at the places: in UTF-8 where the commands say so, else as it is."""
    for place in (quote for each in places for quote in each.quotes):
        for offset, length in (place.spans or ((place.offset, place.length),))[:8]:
            raw = bytes(data[offset : offset + length])
            yield (raw.decode(place.encoding[0]) if not place.spans else raw.decode("utf-8", "surrogateescape"))


# Formats


def opened(name: str, folder: Path) -> tuple[Report, list[Evidence]]:
    """A report that quotes each marker in each part of a sample that holds it."""
    data = importlib.import_module(f"tests.samples.opening.{name}").build()
    (folder / "sample").write_bytes(data)
    blobs: dict[str, BlobEntry] = {}
    places: list[Evidence] = []
    for blob in look(data).blobs:
        layer, content = blob.layer, bytes(blob.data)
        blobs[f"b{blob.number}"] = BlobEntry(
            parent=f"b{blob.parent.number}" if blob.parent else None, kind=layer.kind if layer else "file",
            name=((layer.name if layer else None) or b"").decode("utf-8", "backslashreplace"),
            name_hex=((layer.name if layer else None) or b"").hex(), index=layer.index if layer else None,
            extent=layer.extent if layer else None, transform=layer.transform if layer else "",
            sha256=hashlib.sha256(content).hexdigest(), size=len(content),
        )  # fmt: skip
        for marker, codec in zip(payload.MARKERS, ("utf-8", "gb18030", "utf-16-le"), strict=True):
            at = content.find(marker)
            if at >= 0 and blob.leaf:
                place = evidence("EM_ETHNIC_UYGUR", (), "comment")
                places.append(
                    msgspec.structs.replace(
                        place, text=marker.decode(codec), blob=f"b{blob.number}", offset=at, length=len(marker),
                        encoding=(codec,), line=None, column=None, spans=(), parts=(),
                    )
                )  # fmt: skip
    made = CASES["found"].target()
    finding = msgspec.structs.replace(made.findings[0], evidence=tuple(places))
    digest = hashlib.sha256(data).hexdigest()
    target = msgspec.structs.replace(
        made, name="sample", sha256=digest, size=len(data), blobs=blobs, findings=(finding,), discards=(), folder=False
    )
    return reported(target), places


@pytest.mark.parametrize("name", [type(form).__module__.rpartition(".")[2] for form in FORMATS])
def test_the_parts_of_a_sample(name, tmp_path):
    report, places = opened(name, tmp_path)
    target = report.targets[0]
    assert places
    assert exit_code(verify(report, [tmp_path / "sample"])) == 0
    outcomes = list(check(json.loads(to_json(report)), [tmp_path / "sample"]))
    wrong = [one for one in outcomes if one.result == "differs"]
    assert not wrong
    done = 0
    for blob in dict.fromkeys(place.blob for place in places):
        same = [place for place in places if place.blob == blob]
        commands = recipe(target, same)
        if commands is None or (name in ODD and "bsdtar" in commands.tools):
            continue
        told = printed(target, same, tmp_path)
        if told is not None:
            done += 1
            assert told[0].split()[0] == target.blobs[blob].sha256
            assert told[1:-1] == [place.text for place in same]
    if not done and name in BY_NOBODY:
        pytest.skip(f"{name}: {BY_NOBODY[name]}")
    assert done


# Readers


@pytest.fixture(scope="module")
def read(tmp_path_factory) -> tuple[Path, Report]:
    folder = tmp_path_factory.mktemp("readers") / "samples"
    for path in sorted(Path(next(iter(readers))).glob("[a-z]*.py")):
        module = importlib.import_module(f"tests.samples.reading.{path.stem}")
        if hasattr(module, "NAME") and hasattr(module, "build"):
            to = folder / path.stem / module.NAME
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(module.build())
    return folder, scan([folder], Options(jobs=1))


def test_the_commands_of_every_place_that_is_quoted(read):
    folder, report = read
    (target,) = report.targets
    chain = Chain(folder, target, Limits())
    of_blob: dict[str, list[Evidence]] = {}
    for finding in target.findings:
        for place in finding.evidence:
            if place.length and place.text:
                of_blob.setdefault(place.blob, []).append(place)
    assert len(of_blob) > 15
    without = set()
    for blob, places in of_blob.items():
        telling = sorted(places, key=lambda place: (-len(place.encoding), -len(place.spans)))[:MOST]
        told = printed(target, telling, folder.parent)
        if told is None:
            without.add(target.blobs[blob].kind)
            continue
        assert told[0].split()[0] == target.blobs[blob].sha256
        wanted = "\n".join(expected(chain.bytes_of(blob), telling))
        assert "\n".join(told[1:-1]) == wanted
    assert not without


def test_the_report_of_all_of_them_holds_either_way(read, tmp_path):
    folder, report = read
    (tmp_path / "r.json").write_bytes(to_json(report))
    for independent in (True, False):
        checks = proof(tmp_path / "r.json", [folder], Limits(), jobs=1, independent=independent)
        assert {one.result for one in checks} == {Result.HOLDS}, lines(checks)
