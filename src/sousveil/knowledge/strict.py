"""Reading YAML strictly: an unknown key, a missing one or a value of the wrong type is an error that names the file."""

from pathlib import Path
from typing import TypeVar

import msgspec
import yaml

DATA = Path(__file__).parent / "data"
T = TypeVar("T")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Both are safe; the first is quicker and not in every build."""


class KnowledgeError(ValueError):
    """An entry is not as it must be; the message names the file and the place in it."""


def read(path: Path, kind: type[T]) -> T:
    """The file as ``kind``. Raises :class:`KnowledgeError`."""
    try:
        plain = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506
        return msgspec.convert(plain, kind, strict=True)
    except (yaml.YAMLError, msgspec.ValidationError) as why:
        raise KnowledgeError(f"{path}: {why}") from why


def in_order(folder: Path) -> list[Path]:
    """All YAML files below ``folder``, in an order that does not depend on the machine."""
    return sorted(folder.rglob("*.yaml"), key=lambda path: path.relative_to(folder).as_posix())
