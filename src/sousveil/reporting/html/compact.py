"""Templates without what a browser does not need: the quotes around plain values, the indents of the script.

Only what stands in our own files is shortened, never what is put into them.
"""

import re

_JINJA = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})", re.DOTALL)
_QUOTED = re.compile(r'(?<= )([a-zA-Z-]+)="([\w.-]+)"(?=[ >])')
"""An attribute whose value may stand without quotes (HTML, "Unquoted attribute value syntax"); not right before a
``/``, which would belong to it."""


def template(text: str) -> str:
    """A template whose plain attributes have no quotes; its expressions stay as they are."""
    pieces = _JINJA.split(text)
    return "".join(piece if at % 2 else _QUOTED.sub(r"\1=\2", piece) for at, piece in enumerate(pieces))


def script(text: str) -> str:
    """A script without indents and comments at the end of a line."""
    return "\n".join(line.split(" // ")[0].strip() for line in text.splitlines())
