"""Every kind of material that a reader reads: a product of an invented maker in it, and its innocent twin.

A module for each kind (dashes as underscores) has ``case()`` and ``twin()``, which give names of files and their bytes,
and ``FINDS``, what a scan of the case must show. The twin must show no capability.
"""

from collections.abc import Iterable

import msgspec


class Finds(msgspec.Struct, frozen=True):
    """What the findings of a case must show together.

    ``kind`` is that of the findings looked at; ``groups`` are neutral names, ``stages`` are all to be shown, ``quotes``
    are pairs of a role and a text that must stand in the evidence.
    """

    groups: Iterable[str]
    stages: Iterable[str]
    quotes: Iterable[tuple[str, str]]
    kind: str = "capability"
