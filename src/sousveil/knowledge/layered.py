"""Users' own knowledge, laid over ours: files of the same path take the place of ours, others stand beside them.

``lexicon`` files of users may add words to our concepts under ``adds`` (a concept's id, then groups of words as
elsewhere); ``sources.yaml`` adds sources. A report carries the text of every such file, so that it can be derived
again by somebody who does not have them.
"""

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from sousveil.knowledge.carried import FILES
from sousveil.knowledge.compiling import build
from sousveil.knowledge.pack import Pack
from sousveil.knowledge.parsing import LARGEST
from sousveil.knowledge.sources import NAME, OWN
from sousveil.knowledge.strict import DATA, MERGED, KnowledgeError, in_order

ROOMS = frozenset(
    {"company", "components", "innocents", "layouts", "lexicon", "models", "precedents", "provisions", "rules", "sdks"}
)
_DEEP = frozenset({"lexicon", "rules"})
"""Rooms with folders in them."""
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,80}")
_MOST = 2000
_OTHERS = frozenset({".yaml", ".yml", ".json"})
"""Ends of names by which somebody may mean knowledge; only the first is looked at."""


def layered(folders: Sequence[Path]) -> tuple[Pack, dict[str, str]]:
    """Our pack with ``folders`` laid over it, and the texts that a report carries. Raises ``KnowledgeError``."""
    places = _places(folders)
    with _merged(places) as folder:
        pack = build(folder)
    return pack, {FILES + key: path.read_text(encoding="utf-8") for key, path in places.items()}


@contextmanager
def merged(folders: Sequence[Path]) -> Iterator[Path]:
    """A folder, while it is needed, in which the knowledge of ``folders`` lies over ours. Raises ``KnowledgeError``."""
    with _merged(_places(folders)) as folder:
        yield folder


def _places(folders: Sequence[Path]) -> dict[str, Path]:
    """The users' files by their path below their folder; later folders go over earlier ones."""
    places: dict[str, Path] = {}
    for folder in folders:
        if not folder.is_dir():
            raise KnowledgeError(f"{folder}: is no folder. Name the folder that holds rules/, lexicon/ and the like.")
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder)
            meant = inside.parts[0] in ROOMS or inside.stem.lower() == "sources"
            if meant and path.suffix.lower() in _OTHERS and path.suffix != ".yaml":
                raise KnowledgeError(f"{path}:1: is not looked at under this name. Let its name end in '.yaml'.")
        found = in_order(folder)
        if not found:
            raise KnowledgeError(f"{folder}: holds no YAML file. Put rules below {folder}/rules, words below lexicon.")
        for path in found:
            key = path.relative_to(folder).as_posix()
            _checked(key, path)
            places[key] = path
    return places


def from_texts(carried: Mapping[str, str]) -> Pack | None:
    """Our pack with the files that a report carries; ``None`` where it carries none. Raises ``KnowledgeError``."""
    own = {key.removeprefix(FILES): text for key, text in carried.items() if key.startswith(FILES)}
    if not own:
        return None
    with tempfile.TemporaryDirectory(prefix=MERGED) as folder:
        places: dict[str, Path] = {}
        for number, (key, text) in enumerate(own.items()):
            _checked(key, None)
            if len(text.encode()) > LARGEST or number >= _MOST:
                raise KnowledgeError(f"{key}: the report carries more knowledge than is read")
            places[key] = Path(folder, f"{number}.yaml")
            places[key].write_text(text, encoding="utf-8")
        with _merged(places) as merged_folder:
            return build(merged_folder)


def _checked(key: str, path: Path | None) -> None:
    """Raises ``KnowledgeError`` where a file does not lie where knowledge lies."""
    parts = key.removesuffix(".yaml").split("/")
    good = key == NAME or (len(parts) > 1 and parts[0] in ROOMS and all(_NAME.fullmatch(part) for part in parts))
    if not good:
        known = ", ".join(sorted(ROOMS))
        raise KnowledgeError(
            f"{path or key}:1: no knowledge lies here. Put it below one of {known}, under a name of a-z, 0-9 and '-'."
        )
    if len(parts) > 2 and parts[0] not in _DEEP:
        raise KnowledgeError(
            f"{path or key}:1: lies too deep: its name alone is its id. Put it right below {parts[0]}/."
        )


@contextmanager
def _merged(places: Mapping[str, Path]) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix=MERGED) as temporary:
        folder = Path(temporary)
        ours = {path.relative_to(DATA).as_posix(): path for path in in_order(DATA)}
        for key, path in {**ours, **places}.items():
            name = OWN if key == NAME and key in places else key
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).symlink_to(path.absolute())
        if NAME in places:
            (folder / NAME).symlink_to(DATA / NAME)
        yield folder
