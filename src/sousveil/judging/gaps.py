"""The reason codes of gaps, in plain words, and the gaps that only judging can see."""

import fnmatch
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from sousveil.model.examined import Examined
from sousveil.model.gap import Gap
from sousveil.model.place import BlobState
from sousveil.model.report import GapEntry
from sousveil.model.words import Stage, Step

NATIVE = frozenset({"elf", "pe", "mach-o", "machine code", "static archive"})
MODELS = (
    ".onnx",
    ".tflite",
    ".h5",
    ".keras",
    ".pt",
    ".pth",
    ".caffemodel",
    ".ncnn",
    ".mnn",
    ".rknn",
    ".cvimodel",
    ".engine",
)
DECIDES = (Stage.INFERENCE, Stage.EXPOSURE, Stage.EVENT, Stage.TRIGGER)


class Accepted(msgspec.Struct, frozen=True):
    """A gap that the user knows of: a reason code and a pattern (:mod:`fnmatch`) on the printed path."""

    code: str
    path: str = "*"
    reason: str = ""

    def covers(self, code: str, layers: Sequence[str]) -> bool:
        """Whether a gap is this one."""
        return fnmatch.fnmatchcase(code, self.code) and fnmatch.fnmatchcase("!".join(layers), self.path)


def out_of_sight(examined: Iterable[Examined]) -> Iterable[tuple[Examined, Gap]]:
    """Parts that decide where nobody can read: machine code and models without names, in what is about people."""
    for item in examined:
        record = item.record
        if not record.leaf or record.state is not BlobState.SIFTED:
            continue
        if record.kind in NATIVE and item.about_people:
            yield item, Gap(
                step=Step.READING, code="native-unlabelled", size=record.size, could_hide=DECIDES,
                remedy="Symbol files or source from the maker would show what this machine code decides.",
            )  # fmt: skip
        elif item.path.lower().endswith(MODELS):
            yield item, Gap(
                step=Step.READING, code="model-unlabelled", size=record.size,
                could_hide=(Stage.SCHEME, Stage.INFERENCE),
                remedy="The maker's description of the model's outputs would show what it gives out.",
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
