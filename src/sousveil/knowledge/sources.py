"""Where knowledge comes from: ``sources.yaml``, and beside it in a merged folder that of the users."""

from pathlib import Path

from sousveil.knowledge.pack import Source
from sousveil.knowledge.strict import DATA, read

NAME = "sources.yaml"
OWN = "sources-own.yaml"
"""The name of the users' file in a folder in which their knowledge lies over ours."""


def read_sources(folder: Path = DATA) -> dict[str, tuple[Source, Path]]:
    """Each source with the file that it stands in, by its key; the users' go over ours. Raises ``KnowledgeError``."""
    out: dict[str, tuple[Source, Path]] = {}
    for path in (folder / NAME, folder / OWN):
        if path.name == NAME or path.exists():
            out |= {key: (one, path) for key, one in read(path, dict[str, Source]).items()}
    return out
