"""Kits as they are reported: whose, by what, where."""

from collections.abc import Iterable, Iterator

from sousveil.judging.evidence import Quoter
from sousveil.knowledge.pack import Reading
from sousveil.linking.parts.sdks import Told
from sousveil.model.examined import Examined
from sousveil.model.report import BuiltFrom


def built_from(told: Iterable[Told], examined: list[Examined], quoter: Quoter) -> Iterator[BuiltFrom]:
    """The entries of the report, in the order of the pack."""
    for kit in told:
        layers = quoter.layers(examined[kit.blobs[0]].record.number) if kit.blobs else ()
        yield BuiltFrom(
            sdk=kit.sdk.name, maker=kit.sdk.maker, how=kit.how.value, texts=kit.texts, layers=layers,
            count=max(len(kit.blobs), 1), sources=tuple(map(_cited, kit.sdk.sources)),
        )  # fmt: skip


def _cited(source: Reading) -> str:
    version = f" at {source.commit[:12]}" if source.commit else ""
    line = f", line {source.line}" if source.line else ""
    return f"{source.repository}{version}, {source.path}{line}"
