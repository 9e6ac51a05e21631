"""How much was read: leaf blobs counted once by digest."""

from collections import Counter
from collections.abc import Iterable, Sequence

from sousveil.model.place import BlobRecord, BlobState
from sousveil.model.report import Coverage


def coverage_of(records: Iterable[BlobRecord], unopened: int = 0) -> Coverage:
    """The four shares in bytes; ``unopened`` bytes are those of gaps that no blob stands for (encrypted members).

    Where a leaf has parts that stand in it as they are, their bytes count as what the parts are, not once more for it.
    """
    records = list(records)
    taken = taken_by_parts(records)
    shares = dict.fromkeys(BlobState, 0)
    seen: set[str] = set()
    count = 0
    for record in records:
        if not record.leaf or (record.digest and record.digest in seen):
            continue
        seen.add(record.digest)
        count += 1
        shares[record.state] += max(record.size - taken.get(record.number, 0), 0)
    shares[BlobState.OPAQUE] += unopened
    return Coverage(
        bytes=sum(shares.values()), understood=shares[BlobState.UNDERSTOOD], sifted=shares[BlobState.SIFTED],
        padding=shares[BlobState.PADDING], opaque=shares[BlobState.OPAQUE], blobs=count,
    )  # fmt: skip


def taken_by_parts(records: Sequence[BlobRecord]) -> Counter[int]:
    """Bytes of parts that stand in a leaf as they are, by the number of the leaf."""
    leaves = {record.number for record in records if record.leaf}
    taken: Counter[int] = Counter()
    for record in records:
        if record.parent in leaves and record.layer is not None and not record.layer.transform:
            taken[record.parent] += record.size
    return taken
