"""The section on readers of ``docs/formats.md``: ``python -m sousveil.reading.page`` writes it.

The page is made of sections between two marks; each room writes its own (see :mod:`sousveil.opening.page`).
"""

import sys

from sousveil.opening.page import PAGE, write
from sousveil.reading.registry import READERS, readers


def section() -> str:
    """The section as Markdown: what each reader takes apart, told by what, and what it does not read."""
    lines = [
        "## Readers",
        "",
        "What comes out of containers is read in its structure by the first of these that knows it, by its first bytes",
        "or by its name where these do not say. Each kind has a sample and an innocent twin in the tests. A file",
        "without a telling word is not read at all: it was looked through for words in all encodings, which is said.",
        "",
        "| Reader | Kinds | By name, else by content |",
        "| --- | --- | --- |",
    ]
    every = list(readers())
    for entry, reader in zip(READERS, every, strict=True):
        names = [f"`{suffix}`" for suffix in entry.suffixes] + [f"`{prefix}…`" for prefix in entry.prefixes]
        lines.append(f"| {reader.name} | {', '.join(reader.kinds)} | {' '.join(names) or 'content'} |")
    lines += ["", "What is not read:", ""]
    said: dict[str, list[str]] = {}
    for reader in every:
        for sentence in reader.limits:
            said.setdefault(sentence, []).append(reader.name)
    lines += [f"- **{', '.join(names)}**: {sentence}" for sentence, names in said.items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    write("reading", section())
    sys.stdout.write(f"{PAGE}\n")
