"""What differs between the versions of Python in compiled modules: magic numbers, and the numbers of operations.

Sources: CPython's ``Lib/importlib/_bootstrap_external.py`` and ``Include/internal/pycore_magic_number.h`` (magic
numbers), ``Lib/opcode.py`` and ``Include/opcode_ids.h`` of each version.
"""

from typing import NamedTuple

_MAGIC: tuple[tuple[int, tuple[int, int]], ...] = (
    (3600, (3, 14)), (3550, (3, 13)), (3500, (3, 12)), (3450, (3, 11)),
    (3430, (3, 10)), (3420, (3, 9)), (3400, (3, 8)), (3390, (3, 7)),
    (3360, (3, 6)), (3320, (3, 5)), (3250, (3, 4)), (3190, (3, 3)), (3000, (3, 0)),
)  # fmt: skip
_NEWEST = 3649


class Operations(NamedTuple):
    """Numbers of the operations that matter."""

    const: int = 100
    store: int = 90
    extended: int = 144
    store_any: frozenset[int] = frozenset({90, 95, 97, 125, 137, 138})
    by_name: frozenset[int] = frozenset({90, 95, 97, 101, 106, 108, 116, 160})
    loads: frozenset[int] = frozenset({101, 106, 116})
    global_: int = 116
    attribute: int = 106
    build: frozenset[int] = frozenset({102, 103, 104})
    store_item: int = 60
    imports: int = 108
    small: int = -1
    """Loads the small number that is its argument."""
    annotation: int = -1
    """Stores what was loaded as the type of a name."""
    local: int = 125
    """Stores into a local variable."""
    local_and_load: int = -1
    """Stores into a local variable, told by the upper four bits, and loads another."""
    method: int = 160


_OLD = Operations(extended=145)
_NEW = Operations()
_36 = Operations(annotation=127)
_313 = Operations(
    const=83, store=114, extended=71, store_any=frozenset({108, 109, 110, 113, 114}),
    by_name=frozenset({75, 82, 91, 92, 108, 113, 114}), loads=frozenset({82, 91, 92}), global_=91, attribute=82,
    build=frozenset({47, 49, 52}), store_item=39, imports=75, local=110,
    local_and_load=111, method=-1,
)  # fmt: skip
_314 = Operations(
    const=82, store=116, extended=69, store_any=frozenset({110, 111, 112, 115, 116}),
    by_name=frozenset({73, 80, 91, 92, 93, 110, 115, 116}), loads=frozenset({80, 91, 92, 93}), global_=92, attribute=80,
    build=frozenset({46, 48, 51}), store_item=38, imports=73, small=94,
    local=112, local_and_load=113, method=-1,
)  # fmt: skip
_TABLES = (((3, 14), _314), ((3, 13), _313), ((3, 7), _NEW), ((3, 6), _36), ((3, 0), _NEW), ((0, 0), _OLD))


def operations(version: tuple[int, int]) -> Operations:
    """The numbers of the operations of a version."""
    return next(table for since, table in _TABLES if version >= since)


def version_of(data: memoryview) -> tuple[int, int] | None:
    """The version of Python that wrote a file, ``None`` for an unknown one."""
    if len(data) < 16 or bytes(data[2:4]) != b"\r\n":
        return None
    magic = data[0] | data[1] << 8
    if 62171 <= magic <= 62230:
        return 2, 7
    if magic > _NEWEST:
        return None
    return next((version for first, version in _MAGIC if magic >= first), None)
