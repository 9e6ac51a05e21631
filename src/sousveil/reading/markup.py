"""XML, HTML and their relatives: elements, attributes, visible text.

A tolerant tokenizer: nothing is fetched, no document type is read, no entity is defined; what is not well-formed is
read as far as it goes. Sources: XML 1.0 (5th edition) section 2, HTML Living Standard section 13.2, XML Schema 1.0
part 1.
"""

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from sousveil.model.gap import Gap
from sousveil.model.late import late
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading
from sousveil.reading.decoding import decode
from sousveil.reading.dialects import dialect
from sousveil.reading.draft import Draft
from sousveil.reading.light import code
from sousveil.reading.source.embedded import read_script
from sousveil.reading.textual import Near, head_text, suffix
from sousveil.reading.tree import Tree

_SUFFIXES = frozenset({
    ".xml", ".xsd", ".wsdl", ".xsl", ".xslt", ".html", ".htm", ".xhtml", ".shtml", ".vue", ".svelte", ".ui", ".svg",
    ".resx", ".resw", ".xaml", ".axaml", ".axml", ".plist", ".jsp", ".jspx", ".asp", ".aspx", ".ascx", ".cshtml",
    ".razor", ".ftl", ".hbs", ".mustache", ".qrc", ".tmx", ".xlf", ".xliff", ".rng", ".wxml", ".storyboard", ".xib",
    ".rels", ".opf", ".dae", ".config", ".csproj", ".vcxproj", ".lang.xml", ".fxml", ".mxml", ".arxml", ".strings.xml",
    ".erb", ".rhtml", ".ejs", ".twig",
})  # fmt: skip
_START = late(r"\s*<(?:\?xml|!DOCTYPE|!--|[A-Za-z_][\w:.-]*(?:\s+[\w:@.-]+\s*=|\s*/?>))", re.IGNORECASE)
_TAG = late(r"</?([A-Za-z_][\w:.-]*)")
_ATTRIBUTE = late(
    r"""\s*(?P<end>/?>)|[\s/]*(?P<name>[^\s=<>"'/]+)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+)))?"""
)
_SERVER = {
    ".erb": ".rb",
    ".rhtml": ".rb",
    ".ejs": ".js",
    ".jsp": ".java",
    ".jspx": ".java",
    ".aspx": ".cs",
    ".ascx": ".cs",
}
_RAW = frozenset({"script", "style"})


class _Tokens:
    """One pass over the text, telling a tree what it meets."""

    def __init__(self, text: str, tree: Tree) -> None:
        self._text, self._tree = text, tree
        self.scripts: list[tuple[int, int, str]] = []
        """Stretches of scripts, each with the attributes of its element."""
        self.inserted: list[tuple[int, int]] = []
        """Stretches of code of the server: between ``<%`` and ``%>``."""
        self.broken = False
        self._absent: set[str] = set()

    def run(self) -> None:
        text, position, size = self._text, 0, len(self._text)
        while position < size:
            opening = text.find("<", position)
            if opening < 0:
                opening = size
            if opening > position:
                self._tree.text(position, opening)
            if opening == size:
                return
            position = self._markup(opening)

    def _markup(self, start: int) -> int:
        text = self._text
        if text.startswith("<!", start):
            return self._declaration(start)
        if text.startswith(("<?", "<%"), start):
            mark = "?>" if text[start + 1] == "?" else "%>"
            end = self._find(mark, start + 2)
            if mark == "%>" and end > 0:
                self.inserted.append((start + 2, end))
            return start + 2 if end < 0 else end + 2
        match = _TAG.match(text, start)
        if match is None:
            self._tree.text(start, start + 1)
            return start + 1
        if text[start + 1] == "/":
            self._tree.close(match[1])
            return self._until(">", match.end()) + 1
        return self._open(match.start(1), match.end(1))

    def _find(self, mark: str, start: int) -> int:
        # What was not found once is not looked for again: hostile text would have the rest read at every tag.
        end = -1 if mark in self._absent else self._text.find(mark, start)
        if end < 0:
            self._absent.add(mark)
            self.broken = True
        return end

    def _until(self, mark: str, start: int) -> int:
        end = self._find(mark, start)
        return len(self._text) if end < 0 else end

    def _declaration(self, start: int) -> int:
        if self._text.startswith("<!--", start):
            end = self._until("-->", start + 4)
            self._tree.comment(start + 4, end)
            return end + 3
        if self._text.startswith("<![CDATA[", start):
            end = self._until("]]>", start + 9)
            self._tree.text(start + 9, end, raw=True)
            return end + 3
        # An internal subset stands in brackets and may hold ">"; nothing in it is read.
        end = self._until(">", start)
        bracket = self._text.find("[", start, end)
        return (self._until(">", self._until("]", bracket)) if bracket >= 0 else end) + 1

    def _open(self, start: int, end: int) -> int:
        element = self._tree.open(self._text[start:end], start, end)
        closed = False
        while match := _ATTRIBUTE.match(self._text, end):
            if match.end() == end:
                break
            end = match.end()
            if match["end"]:
                closed = match["end"] == "/>"
                break
            group = next((each for each in ("double", "single", "bare") if match[each] is not None), None)
            value = match.span(group) if group else None
            self._tree.attribute(element, match["name"], match.span("name"), value)
        else:
            self.broken = True
            end = max(end, self._until(">", end) + 1)
        self._tree.attributes_done(element)
        name = element.name.lower()
        if closed or self._tree.dialect.empty(name):
            self._tree.close(element.name)
        elif name in _RAW and self._tree.dialect.html:
            stop = re.compile(f"</{name}", re.IGNORECASE).search(self._text, end)
            last = stop.start() if stop else len(self._text)
            if name == "script":
                self.scripts.append((end, last, self._text[start:end]))
            return last
        return min(end, len(self._text))


class Markup:
    """Anything in angle brackets."""

    name: ClassVar[str] = "markup"
    kinds: ClassVar[tuple[str, ...]] = (
        "xml-settings", "html-form", "xsd", "wsdl", "qt-ui", "qt-ts", "android-strings", "android-layout",
        "storyboard", "xaml", "resx", "xliff", "vue", "angular-template",
    )  # fmt: skip
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = (
        "Document types, external entities and includes are not followed.",
        "Of a text over 256 KiB only what lies near a telling word is given.",
        "Scripts inside that are neither JavaScript nor TypeScript are read by tokens, style sheets are not read.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:
        """By the ending of the name or by a first tag."""
        head = head_text(data)
        if head is None or "<" not in head:
            return False
        return suffix(name) in _SUFFIXES or _START.match(head.lstrip("\ufeff")) is not None

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:
        """The elements of the document, with roles by its dialect."""
        if len(data) > limits.read_source:
            from sousveil.reading.lines import Lines  # noqa: PLC0415

            yield from Lines().read(data, name, places, limits)
            return
        decoded = decode(data, places)
        kind = dialect(decoded.text[:4096], suffix(name))
        draft = Draft(self.name, kind.name, limits, decoded.text)
        near = Near(decoded, places)
        draft.near_only(len(data), everything=near.all)
        tree = Tree(draft, decoded, near, kind)
        tokens = _Tokens(decoded.text, tree)
        tokens.run()
        tree.finish()
        for start, end, said in tokens.scripts:
            if near(start, end) and not (near.all and read_script(draft, decoded, places, start, end, said)):
                code.read(draft, decoded, near, ".js", start, end)
        for start, end in tokens.inserted:
            if near(start, end):
                code.read(draft, decoded, near, _SERVER.get(suffix(name), ".js"), start, end)
        if tokens.broken:
            draft.gap("unparsed", hides=False, detail="markup that is not well-formed was read as far as it goes")
        yield from draft.finish()
        yield from decoded.gaps()
