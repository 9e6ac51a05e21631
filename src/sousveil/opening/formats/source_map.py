"""Source maps with the sources in them: what a minified script was made of, with its own names and comments.

The map stays a leaf. Source: ECMA-426 (source map format specification), the fields ``sources``, ``sourcesContent`` and
``sections``.
"""

import re
from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk

_MARK = re.compile(
    rb"[ \t\r\n]*(?:\)\]\}'?[^\n]*\n[ \t\r\n]*)?\{[ \t\r\n]*"
    rb'"(?:version"\s*:\s*"?3|mappings|sources|sections|file|names|sourceRoot)'
)
_LIST = re.compile(rb'(?<!\\)"(sources|sourcesContent)"\s*:\s*\[')
_STRING = re.compile(rb'\s*(?:"([^"\\]*(?:\\[\s\S][^"\\]*)*)"|null)\s*(,|\])')
_SCHEME = re.compile(r"^[\w+.-]+:/*|[?#].*$", re.ASCII)
_MOST = 50_000
_HEAD = 64 << 10
_AFTER = 64


class SourceMap:
    """See the module."""

    name = "source-map"
    also: tuple[str, ...] = ("map files of JavaScript, TypeScript and CSS",)
    first = b"{) \t\r\n"
    recognised = "an object of JSON with the fields of a source map, and sources in it"
    limits: tuple[str, ...] = (
        "Which part of the minified script a source has become is not followed: the sources are read by themselves.",
        "A map that names sources that it does not hold gives none of them.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """The beginning of such an object, its mappings, and a list of sources that is not empty."""
        if _MARK.match(start) is None or b'"mappings"' not in bytes(data[:_HEAD]) + bytes(data[-_HEAD:]):
            return False
        return any(
            match[1] == b"sourcesContent" and (first := _STRING.match(data, match.end())) is not None and first[1]
            for match in _LIST.finditer(data)
        )

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The sources, by the names that the map has for them."""
        desk.leaf = True
        names: list[list[str]] = []
        contents: list[list[tuple[int, int]]] = []
        for match in _LIST.finditer(desk.data):
            runs = list(_strings(desk.data, match.end()))
            if not _ends(desk.data, runs[-1][1] if runs else match.end()):
                yield desk.gap("truncated", detail="a list in a source map does not end")
            if match[1] == b"sources":
                names.append([_name(bytes(desk.data[start:end])) for start, end in runs])
            else:
                contents.append(runs)
        index = 0
        for number, runs in enumerate(contents):
            called = names[number] if number < len(names) else []
            for at, (start, end) in enumerate(runs):
                if start == end:
                    continue
                if index >= _MOST:
                    yield desk.gap("budget-spent", detail=f"more than {_MOST} sources in a map")
                    return
                name = called[at] if at < len(called) else ""
                desk.blob.taken.append((start, end))
                yield from desk.unpacked("source", start, end, "json-string", name=name.encode() or None, index=index)
                index += 1


def _strings(data: memoryview, at: int) -> Iterator[tuple[int, int]]:
    """The runs of the strings of a list that begins at ``at``; ``(at, at)`` for each ``null``."""
    for _ in range(_MOST):
        match = _STRING.match(data, at)
        if match is None:
            return
        yield match.span(1) if match[1] is not None else (at, at)
        if match[2] == b"]":
            return
        at = match.end()


def _ends(data: memoryview, at: int) -> bool:
    """Whether a list ends behind its last string."""
    return re.match(rb'"?\s*(?:null)?\s*\]', bytes(data[at : at + _AFTER])) is not None


def _name(raw: bytes) -> str:
    """``webpack:///./src/Face.vue?1a2b`` is ``./src/Face.vue``."""
    return _SCHEME.sub("", raw.decode("utf-8", "replace"))
