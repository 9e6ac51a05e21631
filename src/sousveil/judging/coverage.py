"""How much was read: leaf blobs counted once by digest."""

from collections.abc import Iterable

from sousveil.model.place import BlobRecord, BlobState
from sousveil.model.report import Coverage


def coverage_of(records: Iterable[BlobRecord], unopened: int = 0) -> Coverage:
    """The four shares in bytes; ``unopened`` bytes are those of gaps that no blob stands for (encrypted members)."""
    shares = dict.fromkeys(BlobState, 0)
    seen: set[str] = set()
    count = 0
    for record in records:
        if not record.leaf or (record.digest and record.digest in seen):
            continue
        seen.add(record.digest)
        count += 1
        shares[record.state] += record.size
    shares[BlobState.OPAQUE] += unopened
    return Coverage(
        bytes=sum(shares.values()), understood=shares[BlobState.UNDERSTOOD], sifted=shares[BlobState.SIFTED],
        padding=shares[BlobState.PADDING], opaque=shares[BlobState.OPAQUE], blobs=count,
    )  # fmt: skip
