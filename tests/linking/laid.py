"""Small targets laid out in memory: source text in, what is examined and judged of it out."""

import hashlib
import re
from collections.abc import Sequence
from functools import cache

from sousveil.judging import judge
from sousveil.knowledge import load
from sousveil.knowledge.pack import Pack
from sousveil.linking.chains import link
from sousveil.linking.edges import Chain
from sousveil.matching import Matcher
from sousveil.model.examined import Examined, TargetFacts
from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import BlobRecord, BlobState, Layer, Place
from sousveil.model.report import TargetReport
from sousveil.model.text import Reading
from sousveil.model.words import Trait
from sousveil.reading.registry import recognise
from sousveil.reading.told import as_told
from sousveil.sifting import Sifter


@cache
def pack() -> Pack:
    return load()


@cache
def matcher() -> Matcher:
    return Matcher(pack())


@cache
def sifter() -> Sifter:
    return Sifter(pack())


def examined(files: dict[str, str | bytes], *, sifted: bool = False, names: Sequence[str] = ()) -> list[Examined]:
    """Each file read whole, as a scan would read one with a place in it; ``sifted``: with the places that it has.

    ``names`` are places too, as those that were found in an earlier round.
    """
    out = []
    for number, (path, text) in enumerate(files.items()):
        data = text.encode() if isinstance(text, str) else text
        reader = recognise(memoryview(data), path.rsplit("/", 1)[-1])
        assert reader is not None
        places = sifter().sift(data) if sifted else []
        for name in map(str.encode, names):
            starts = (match.start() for match in re.finditer(re.escape(name), data))
            places += [Place(start, start + len(name), 0, "utf-8") for start in starts]
        read = reader.read(memoryview(data), path, places, Limits())
        readings = tuple(as_told(item, path) for item in read if isinstance(item, Reading))
        digest = hashlib.sha256(data).hexdigest()
        record = BlobRecord(
            number=number, parent=-1, layer=Layer(kind="folder-member", name=path.encode()), size=len(data),
            digest=digest, sha256=digest, kind=reader.name, state=BlobState.UNDERSTOOD,
        )  # fmt: skip
        hits = tuple(tuple(matcher().match(reading, path)) for reading in readings)
        out.append(Examined(record=record, path=path, readings=readings, hits=hits))
    return out


def traits() -> dict[str, Trait]:
    return {
        name.removeprefix("group/"): concept.trait or Trait.ETHNICITY
        for name, concept in pack().concepts.items()
        if name.startswith("group/")
    }


def chains(files: dict[str, str | bytes]) -> list[Chain]:
    return link(examined(files), matcher(), traits())


def report(
    files: dict[str, str | bytes], gaps: tuple[Gap, ...] = (), *, sifted: bool = False, names: Sequence[str] = ()
) -> TargetReport:
    facts = TargetFacts(name="sample", sha256="0" * 64, size=0, folder=True)
    return judge(facts, examined(files, sifted=sifted, names=names), gaps, pack(), matcher())
