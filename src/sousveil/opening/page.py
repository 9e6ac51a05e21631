"""The section on containers of ``docs/formats.md``: ``python -m sousveil.opening.page`` writes it.

The page is made of sections between two marks; each room writes its own and leaves the others as they are.
"""

import sys
from pathlib import Path

from sousveil.opening.formats import FORMATS
from sousveil.opening.formats.format import Format
from sousveil.opening.sparse import Sparse

PAGE = Path(__file__).parents[3] / "docs" / "formats.md"
TITLE = "# What Sousveil can open and read\n"

BESIDES = (
    "Sets of parts (7z.001, zip with z01, RAR volumes, data1.hdr) lie in one folder of the target or in one archive.",
    "Parts in an archive that are encrypted, or packed so that no single step undoes it, are not put together.",
    "Signatures of Android packages, Debian packages, RPM and Java archives are told, and not checked.",
)
"""What no format of these is about."""


def section() -> str:
    """The section as Markdown."""
    lines = [
        "## Containers",
        "",
        "Recognised by content, never by name; opened in memory, in each other to any depth that the budget allows.",
        "Every byte of a container is accounted for: what belongs to no member and to no structure of the format is",
        "padding, when all its bytes are equal, or a part of its own that is looked through like any other.",
        "",
        "| Format | Also as | Recognised by |",
        "| --- | --- | --- |",
    ]
    forms: tuple[Format, ...] = (*sorted(FORMATS, key=lambda form: form.name), Sparse())
    lines += [f"| {form.name} | {', '.join(form.also)} | {form.recognised} |" for form in forms]
    lines += ["", "What is not opened:", ""]
    lines += [f"- **{form.name}**: {sentence}" for form in forms for sentence in form.limits]
    lines += [f"- {sentence}" for sentence in BESIDES]
    return "\n".join(lines) + "\n"


def placed(page: str, room: str, text: str) -> str:
    """``page`` with ``text`` as the section of ``room``: in place of the one it has, else after the last."""
    begin, end = f"<!-- {room}: generated, do not edit -->\n", f"<!-- end of {room} -->\n"
    block = begin + "\n" + text + "\n" + end
    before, found, rest = page.partition(begin)
    if not found:
        return (page or TITLE).rstrip("\n") + "\n\n" + block
    return before + block + rest.partition(end)[2]


def write(room: str, text: str) -> None:
    """Write the section of ``room`` into the page."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    PAGE.write_text(placed(page, room, text), encoding="utf-8")


if __name__ == "__main__":
    write("opening", section())
    sys.stdout.write(f"{PAGE}\n")
