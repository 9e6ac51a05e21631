"""A reading as it is told: the documents in its strings taken apart, the tables of a page as records, texts as labels.

What takes them apart is loaded where there is something to take apart. And which places only show what an interface
gives: examples and tables of a document or a page.
"""

from sousveil.model.text import Reading
from sousveil.model.words import SymbolKind
from sousveil.reading.translated import as_shown

DOCUMENTS = frozenset({"md", "markdown", "rst", "adoc", "txt", "text", "org"})
"""Languages of documents that people read, as the reader of lines calls them."""
SHOWN = frozenset({"pre", "code", "samp"})
"""Elements of a page that show an example."""


def as_told(reading: Reading, path: str) -> Reading:
    """The reading of a file at ``path`` with all that its texts hold; the very same where they hold no more."""
    if any(unit.text[:1] in "{[ \n\r\t" and ":" in unit.text for unit in reading.units):
        from sousveil.reading.json_in_texts import taken_apart  # noqa: PLC0415 - for few files

        reading = taken_apart(reading)
    if reading.language == "html" and any(symbol.name == "table" for symbol in reading.symbols):
        from sousveil.reading.field_pages import with_fields  # noqa: PLC0415 - the same

        reading = with_fields(reading)
    return as_shown(reading, path)


def only_shown(reading: Reading, unit: int) -> bool:
    """Whether a unit is of an example or a table of fields that a document or a page shows."""
    if reading.reader == "lines":
        return reading.language in DOCUMENTS
    at = reading.units[unit].symbol if reading.reader == "markup" else -1
    if at >= 0 and reading.language == "html" and reading.symbols[at].kind is SymbolKind.FIELD:
        return True
    while at >= 0 and reading.symbols[at].name.lower() not in SHOWN:
        at = reading.symbols[at].parent
    return at >= 0
