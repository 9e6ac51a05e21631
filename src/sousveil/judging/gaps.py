"""The reason codes of gaps, in plain words, and the gaps that only judging can see."""

import fnmatch
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from sousveil.judging.models import described
from sousveil.linking.parts.families import MODELS, Likeness
from sousveil.model.examined import Examined
from sousveil.model.gap import ALL_STAGES, Gap
from sousveil.model.place import BlobState
from sousveil.model.report import GapEntry
from sousveil.model.words import Stage, Step

NATIVE = frozenset({"elf", "pe", "mach-o", "coff", "machine code", "static archive"})
DECIDES = (Stage.INFERENCE, Stage.EXPOSURE, Stage.EVENT, Stage.TRIGGER)


class Accepted(msgspec.Struct, frozen=True):
    """A gap that the user knows of: a reason code and a pattern (:mod:`fnmatch`) on the printed path."""

    code: str
    path: str = "*"
    reason: str = ""

    def covers(self, code: str, layers: Sequence[str]) -> bool:
        """Whether a gap is this one."""
        return fnmatch.fnmatchcase(code, self.code) and fnmatch.fnmatchcase("!".join(layers), self.path)


def out_of_sight(
    examined: Sequence[Examined], alike: Mapping[int, Sequence[Likeness]] | None = None
) -> Iterator[tuple[Examined | None, Gap]]:
    """Parts that nobody read: machine code and models without names, and all that was only searched for words.

    Each gap comes with the blob that it is about, ``None`` where it stands for several. ``alike`` are the families that
    files of models are like, by their index.
    """
    searched: list[Examined] = []
    code: list[Examined] = []
    for at, item in enumerate(examined):
        record = item.record
        like = alike.get(at, ()) if alike else ()
        if not record.leaf or record.state is not BlobState.SIFTED:
            continue
        if record.kind in NATIVE and item.about_people and not item.labelled:
            yield item, Gap(
                step=Step.READING, code="native-unlabelled", size=record.size, could_hide=DECIDES,
                remedy="Symbol files or source from the maker would show what this machine code decides.",
            )  # fmt: skip
        elif like or item.path.lower().endswith(MODELS):
            yield item, Gap(
                step=Step.READING, code="model-unlabelled", size=record.size,
                could_hide=(Stage.SCHEME, Stage.INFERENCE), detail="; ".join(map(described, like)),
                remedy="The maker's description of the model's outputs would show what it gives out.",
            )  # fmt: skip
        else:
            (code if record.kind in NATIVE else searched).append(item)
    if code:
        yield code[0] if len(code) == 1 else None, Gap(
            step=Step.READING, code="machine-code", size=sum(item.record.size for item in code),
            could_hide=ALL_STAGES, count=len(code),
            remedy="Ask the maker for the source of these parts, or for what documents say of them.",
        )  # fmt: skip
    if searched:
        yield searched[0] if len(searched) == 1 else None, Gap(
            step=Step.READING, code="searched-only", size=sum(item.record.size for item in searched),
            could_hide=ALL_STAGES, count=len(searched),
            remedy="Ask the maker what these parts are; a format that is not read yet can be reported to the project.",
        )  # fmt: skip


def merged(entries: Iterable[GapEntry]) -> tuple[GapEntry, ...]:
    """Gaps that can hide nothing and differ only in their place are one entry with a count; the others stay apart."""
    apart: list[GapEntry] = []
    alike: dict[tuple[str, str, str], list[GapEntry]] = defaultdict(list)
    for entry in entries:
        if entry.could_hide:
            apart.append(entry)
        else:
            alike[entry.step, entry.code, entry.remedy].append(entry)
    for group in alike.values():
        first = group[0]
        apart.append(
            msgspec.structs.replace(first, bytes=sum(e.bytes for e in group), count=sum(e.count for e in group))
        )
    return tuple(sorted(apart, key=lambda e: (not e.could_hide, -e.bytes, e.layers, e.step, e.code)))
