"""Templates without what a browser does not need: quotes around plain values, ends that follow by themselves, indents.

Only what stands in our own files is shortened, never what is put into them.
"""

import re

_JINJA = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})", re.DOTALL)
_QUOTED = re.compile(r'(?<= )([a-zA-Z-]+)="([\w.-]+)"(?=[ >])')
"""An attribute whose value may stand without quotes (HTML, "Unquoted attribute value syntax"); not right before a
``/``, which would belong to it."""
_ENDS = re.compile(r"</(?:li|dt|dd|tr|td|th|thead|tbody)>")
"""Ends of what ends where the next one of its kind begins, or what holds it ends (HTML, "Optional tags")."""


def template(text: str) -> str:
    """A template without such quotes and ends; its expressions stay as they are."""
    pieces = _JINJA.split(text)
    return "".join(piece if at % 2 else _ENDS.sub("", _QUOTED.sub(r"\1=\2", piece)) for at, piece in enumerate(pieces))


def script(text: str) -> str:
    """A script without indents and comments at the end of a line."""
    return "\n".join(line.split(" // ")[0].strip() for line in text.splitlines())
