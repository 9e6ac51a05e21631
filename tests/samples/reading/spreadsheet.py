"""The texts of an invented workbook, two of which are headers."""

NAME = "xl/sharedStrings.xml;headers=0,2"


def build() -> bytes:
    """In pieces, with an entity."""
    return """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="4" uniqueCount="4">
<si><t>Face &amp; picture</t></si><si><t>Somebody</t></si>
<si><r><t>民族</t></r><r><t xml:space="preserve"> race</t></r></si>
<si><t>Uyghur</t></si><si/></sst>""".encode()
