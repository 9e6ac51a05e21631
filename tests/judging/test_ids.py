"""The name of the way in which ids are made is raised when ids change: a file of them for each name.

A file is written once (``SOUSVEIL_WRITE_GOLDEN=1``). After that only lines of samples that are new, or whose own bytes
changed, are written: ids that changed while the sample did not want another name.
"""

import csv
import importlib
import os
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest

from samples.client import build as demonstration
from samples.demo import build as product
from sousveil.judging.identity import ALGORITHM, FIRST, WAYS, fingerprint, ids
from sousveil.model.report import Finding
from sousveil.model.words import Kind, Stage
from sousveil.running.options import Options
from sousveil.running.scan import scan
from tests.reporting.invented import COMPONENT, DECLARED, TRACE, WORDS, capability, evidence, other
from tests.samples.reading import __path__ as readers

FOLDER = Path(__file__).parent / "ids"
_HEAD = ("sample", "sha256", "kind", "trait", "id")
RAISE = (
    f"ids of samples that did not change are others, and both are called {ALGORITHM}. Raise ALGORITHM in "
    "judging/identity.py, leave the old name in WAYS, and write the file of the new one: SOUSVEIL_WRITE_GOLDEN=1"
)


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    """What each sample gives, as lines of a file."""
    folder = tmp_path_factory.mktemp("samples")
    targets = {"product": product(folder / "product")}
    targets |= {path.name: path for path in demonstration(folder / "client")}
    for path in sorted(Path(next(iter(readers))).glob("[a-z]*.py")):
        module = importlib.import_module(f"tests.samples.reading.{path.stem}")
        if hasattr(module, "NAME") and hasattr(module, "build"):
            to = folder / path.stem / module.NAME
            to.parent.mkdir(parents=True)
            to.write_bytes(module.build())
            targets[f"{path.stem}/{module.NAME}"] = to
    report = scan(list(targets.values()), Options(jobs=1))
    assert report.run.ids == ALGORITHM
    return {
        name: sorted((name, target.sha256, f.kind.value, f.trait.value, f.id) for f in target.findings)
        for name, target in zip(targets, report.targets, strict=True)
    }


def held(path: Path) -> dict[str, list[tuple[str, ...]]]:
    out: dict[str, list[tuple[str, ...]]] = {}
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            for row in list(csv.reader(file, delimiter="\t"))[1:]:
                out.setdefault(row[0], []).append(tuple(row))
    return out


def other_ids(old: Iterable[tuple[str, ...]], new: Iterable[tuple[str, ...]]) -> bool:
    """Whether a finding has another id: one of a kind and trait is gone, and one of the same came.

    One that is found no more, or one more, is no other id.
    """
    before, after = ({row[2:] for row in rows} for rows in (old, new))
    return bool({one[:2] for one in before - after} & {one[:2] for one in after - before})


def test_ids_of_the_samples_are_those_of_the_name(rows):
    path = FOLDER / f"{ALGORITHM.replace('/', '-')}.tsv"
    old = held(path)
    found = {name: these for name, these in rows.items() if these}
    if os.environ.get("SOUSVEIL_WRITE_GOLDEN"):
        same = {name for name in old if name in found and old[name][0][1] == found[name][0][1]}
        old = {name: old[name] if name in same else these for name, these in found.items()}
        path.parent.mkdir(exist_ok=True)
        lines = [_HEAD, *(row for name in sorted(old) for row in old[name])]
        path.write_text("".join("\t".join(row) + "\n" for row in lines), "utf-8")
    assert old, f"there are no ids of {ALGORITHM}: SOUSVEIL_WRITE_GOLDEN=1 writes them"
    # A sample that is new, or has other bytes than when they were written, says nothing of the way.
    same = {name for name in old if name in found and old[name][0][1] == found[name][0][1]}
    differ = [name for name in sorted(same) if other_ids(old[name], found[name])]
    assert not differ, f"{', '.join(differ)}: {RAISE}"
    assert sum(len(old[name]) for name in same) > 60, (
        "too few are left to compare: SOUSVEIL_WRITE_GOLDEN=1 adds the new"
    )


def test_other_ids_are_told_from_findings_that_come_and_go():
    one, two = ("s", "0", "capability", "race", "a"), ("s", "0", "capability", "race", "b")
    trace = ("s", "0", "trace", "race", "c")
    assert other_ids([one], [two])
    assert not other_ids([one], [one, two])
    assert not other_ids([one, two], [one])
    assert not other_ids([one], [trace])


def test_every_name_but_the_first_has_its_file():
    assert {path.stem.replace("-", "/") for path in FOLDER.iterdir()} == WAYS.keys() - {FIRST}


def fixed() -> list[Finding]:
    """Findings in which only ids could change."""
    slot = evidence("emEthnic", (Stage.FIELD,), "field", name="EXV_INFO.emEthnic")
    far = evidence("nChannel", (Stage.EVENT,), "field", name="EXV_FACE.emEthnic")
    plain = evidence("emEthnic", (Stage.FIELD,), "key", name="race", layers=("a.zip", "lib/setup-2.1.py"))
    moved = msgspec.structs.replace(plain, layers=("b", "other/setup-2.2.py"))
    return [
        capability(evidence=(plain,)),
        capability(evidence=(moved,)),
        capability(evidence=(far, slot)),
        capability(evidence=(far,)),
        other(Kind.PROFILING, "guess", "It is guessed from names.", (Stage.INFERENCE,)),
        *(TRACE, COMPONENT, DECLARED, WORDS),
    ]


FIXED = {
    "names/1": "510b5500305369e6 510b5500305369e6 a18bed8ede3f3267 a18bed8ede3f3267 6fd78b0d678e0ee9 "
    "21263f8649a1e283 a2762849edae61bd 7a67b34081e4bad8 e3465570c0ba5f68",
    "names/2": "510b5500305369e6 510b5500305369e6 b2948842465523ee a18bed8ede3f3267 6fd78b0d678e0ee9 "
    "21263f8649a1e283 a2762849edae61bd 7a67b34081e4bad8 e3465570c0ba5f68",
}
"""The function alone, for each way that is still made."""


@pytest.mark.parametrize("way", sorted(WAYS))
def test_each_way_is_what_it_was(way):
    made = [fingerprint(finding, way) for finding in fixed()]
    assert made == FIXED[way].split()
    assert made[0] == made[1], "numbers and folders decide nothing"
    assert (made[2] == made[3]) == (way == FIRST), "a slot decides before what it is joined to"


def test_what_a_slot_is_joined_to_does_not_decide():
    """More of our rules find more places far from the slot: of all of these none can take its place."""
    slot = evidence("emEthnic", (Stage.FIELD,), "field", name="EXV_INFO.emEthnic")
    far = tuple(
        evidence("nChannel", (Stage.EVENT, Stage.EXPOSURE), "field", name=f"EVT_{number}.emEthnic")
        for number in range(40)
    )
    alone, joined = capability(evidence=(slot,)), capability(evidence=(*far, slot))
    assert fingerprint(alone) == fingerprint(joined)
    assert fingerprint(alone, FIRST) != fingerprint(joined, FIRST)


def test_ids_of_a_way_that_there_is_not_are_refused():
    with pytest.raises(KeyError):
        ids([capability()], "lines/0")
