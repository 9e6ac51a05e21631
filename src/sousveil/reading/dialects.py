"""What elements and attributes mean in the markup languages that software is made of, as tables.

Sources: XML Schema 1.0 part 1 (structures), Qt's UI file format and TS file format, GTK's GtkBuilder UI definitions,
Android's string resources, the resx schema, the HTML Living Standard section 4, Vue's template syntax, XAML's property
names, XLIFF 1.2; the schemas of Hibernate's mappings, of JPA's ``orm.xml``, of Liquibase's change logs and of CSDL.
"""

import re
from collections.abc import Mapping

import msgspec

from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind
from sousveil.reading.textual import words

_NOTHING: frozenset[str] = frozenset()


class Dialect(msgspec.Struct, frozen=True):
    """One markup language. Names of elements and attributes are local (no prefix) and in lower case.

    text         role of text that stands in no element of ``texts``
    texts        element -> role of its text
    labels       attributes whose value is shown to people
    keys         attributes whose value names a key, a column, a variable
    named        element -> (kind of its symbol, role of its name, attribute with the name)
    transparent  elements that give no symbol: what is in them belongs to the element around
    options      elements that are one choice of a list
    shown_in     when not empty: text is shown only in an element around whose ``name`` is one of these
    silent       element names that say nothing themselves
    sections     element -> kind of its symbol, which is named by the text of an element in it
    naming       elements whose text names the section around them
    """

    name: str
    html: bool = False
    text: Role = Role.STRING
    texts: Mapping[str, Role] = {}
    labels: frozenset[str] = _NOTHING
    keys: frozenset[str] = frozenset({"name", "id", "key", "property", "column", "field", "path", "ref"})
    named: Mapping[str, tuple[SymbolKind, Role, str]] = {}
    transparent: frozenset[str] = _NOTHING
    options: frozenset[str] = _NOTHING
    shown_in: frozenset[str] = _NOTHING
    silent: frozenset[str] = _NOTHING
    sections: Mapping[str, SymbolKind] = {}
    naming: frozenset[str] = _NOTHING

    def empty(self, name: str) -> bool:
        """Whether an element never has an end tag."""
        return self.html and name in _VOID


_VOID = words("area base br col embed hr img input link meta param source track wbr")
_HTML_SILENT = words(
    "html head body div span p b i u a br hr img em strong small ul ol li dl dt dd table thead tbody tfoot tr td th"
    " form h1 h2 h3 h4 h5 h6 section article header footer nav main aside input button label link meta script style"
    " template pre code blockquote iframe svg path g title textarea fieldset legend option select optgroup"
)
_BOUND = frozenset({
    "name", "id", "for", "key", "prop", "field", "v-model", "v-model.trim", ":prop", ":field", "ng-model", "data-field",
    "data-key", "data-index", "dataindex", "formcontrolname", "[(ngmodel)]", "bind:value", "th:field", "asp-for",
    "property", "column", "path", "items",
})  # fmt: skip
_PROSE = dict.fromkeys(("p", "pre", "blockquote", "article", "code"), Role.DOCUMENT)

HTML = Dialect(
    "html",
    html=True,
    text=Role.UI_LABEL,
    texts=_PROSE,
    labels=frozenset({"placeholder", "label", "title", "alt", "aria-label", "tooltip", "header", "content", "tab"}),
    keys=_BOUND,
    options=frozenset({"option", "el-option", "a-select-option", "el-radio", "el-checkbox", "v-radio", "mat-option"}),
    silent=_HTML_SILENT,
)
VUE = Dialect(
    "vue", html=True, text=Role.UI_LABEL, labels=HTML.labels, keys=_BOUND, options=HTML.options, silent=_HTML_SILENT
)
XSD = Dialect(
    "xsd",
    texts={"documentation": Role.COMMENT, "appinfo": Role.COMMENT},
    named={
        "simpletype": (SymbolKind.ELEMENT, Role.TYPE, "name"),
        "enumeration": (SymbolKind.ENUM_MEMBER, Role.ENUM_MEMBER, "value"),
        "complextype": (SymbolKind.RECORD, Role.RECORD, "name"),
        "group": (SymbolKind.RECORD, Role.RECORD, "name"),
        "attributegroup": (SymbolKind.RECORD, Role.RECORD, "name"),
        "element": (SymbolKind.FIELD, Role.FIELD, "name"),
        "attribute": (SymbolKind.FIELD, Role.FIELD, "name"),
        "message": (SymbolKind.RECORD, Role.RECORD, "name"),
        "part": (SymbolKind.FIELD, Role.FIELD, "name"),
        "operation": (SymbolKind.FUNCTION, Role.FUNCTION, "name"),
    },
    transparent=frozenset({
        "restriction", "sequence", "choice", "all", "annotation", "documentation", "appinfo", "complexcontent",
        "simplecontent", "extension", "list", "union",
    }),
)  # fmt: skip
QT_UI = Dialect(
    "qt-ui",
    texts={"string": Role.UI_LABEL, "cstring": Role.IDENTIFIER},
    named={"widget": (SymbolKind.ELEMENT, Role.ELEMENT, "name"), "action": (SymbolKind.ELEMENT, Role.ELEMENT, "name")},
    transparent=frozenset({"property", "string", "attribute", "column", "row"}),
    options=frozenset({"item"}),
    shown_in=frozenset({
        "text", "title", "tooltip", "windowtitle", "placeholdertext", "whatsthis", "statustip", "label", "prefix",
        "suffix", "specialvaluetext", "accessiblename", "accessibledescription", "icontext", "html", "format",
    }),
)  # fmt: skip
GTK_UI = Dialect(
    "gtk-ui",
    texts={"property": Role.UI_LABEL, "item": Role.UI_LABEL, "col": Role.UI_LABEL},
    named={"object": (SymbolKind.ELEMENT, Role.ELEMENT, "id")},
    transparent=frozenset({"property", "child", "attributes", "data"}),
    options=frozenset({"item", "row"}),
    shown_in=frozenset(
        {
            "label",
            "text",
            "title",
            "tooltip-text",
            "tooltip_text",
            "tooltip-markup",
            "placeholder-text",
            "placeholder_text",
            "subtitle",
            "heading",
            "body",
        }
    ),
)
QT_TS = Dialect(
    "qt-ts",
    texts={
        "source": Role.UI_LABEL, "translation": Role.UI_LABEL, "comment": Role.COMMENT, "extracomment": Role.COMMENT,
        "translatorcomment": Role.COMMENT, "name": Role.IDENTIFIER,
    },
    transparent=words("source translation comment extracomment translatorcomment name numerusform"),
    sections={"context": SymbolKind.MAP, "message": SymbolKind.ENTRY},
    naming=frozenset({"name", "source"}),
)  # fmt: skip
ANDROID = Dialect(
    "android-resources",
    text=Role.UI_LABEL,
    named={
        "string": (SymbolKind.ENTRY, Role.KEY, "name"),
        "string-array": (SymbolKind.ARRAY, Role.KEY, "name"),
        "integer-array": (SymbolKind.ARRAY, Role.KEY, "name"),
        "array": (SymbolKind.ARRAY, Role.KEY, "name"),
        "plurals": (SymbolKind.MAP, Role.KEY, "name"),
        "declare-styleable": (SymbolKind.RECORD, Role.RECORD, "name"),
        "attr": (SymbolKind.ENUM, Role.ENUM, "name"),
        "enum": (SymbolKind.ENUM_MEMBER, Role.ENUM_MEMBER, "name"),
        "flag": (SymbolKind.ENUM_MEMBER, Role.ENUM_MEMBER, "name"),
    },
    transparent=frozenset({"b", "i", "u", "xliff", "g", "font", "a"}),
    options=frozenset({"item"}),
)
RESX = Dialect(
    "resx",
    texts={"value": Role.UI_LABEL, "comment": Role.COMMENT},
    named={"data": (SymbolKind.ENTRY, Role.KEY, "name")},
    transparent=frozenset({"value", "comment"}),
)
XLIFF = Dialect(
    "xliff",
    texts={"source": Role.UI_LABEL, "target": Role.UI_LABEL, "note": Role.COMMENT},
    named={"trans-unit": (SymbolKind.ENTRY, Role.KEY, "id"), "unit": (SymbolKind.ENTRY, Role.KEY, "id")},
    transparent=frozenset({"source", "target", "note", "segment", "g"}),
)
PLIST = Dialect("plist", texts={"key": Role.KEY, "string": Role.VALUE}, transparent=frozenset({"key", "string"}))
SCREEN = Dialect(
    "screen",
    text=Role.UI_LABEL,
    labels=frozenset({
        "text", "content", "header", "tooltip", "title", "placeholdertext", "placeholder", "watermark", "hint", "label",
        "contentdescription", "description", "caption", "prompt",
    }),
    options=frozenset({"comboboxitem", "listboxitem", "radiobutton", "menuitem", "pickeritem", "segment", "chip"}),
)  # fmt: skip
_FIELD = (SymbolKind.FIELD, Role.FIELD, "name")
_RECORD = (SymbolKind.RECORD, Role.RECORD, "name")
MAPPED = Dialect(
    "mapped",
    texts={"documentation": Role.COMMENT, "summary": Role.COMMENT, "meta": Role.COMMENT},
    keys=frozenset({"key", "path", "ref", "field"}),
    named={
        "createtable": (SymbolKind.TABLE, Role.TABLE, "tablename"),
        "addcolumn": (SymbolKind.TABLE, Role.TABLE, "tablename"),
        "entity": _RECORD,
        "mapped-superclass": _RECORD,
        "embeddable": _RECORD,
        "class": _RECORD,
        "joined-subclass": _RECORD,
        "entitytype": _RECORD,
        "complextype": _RECORD,
        "enumtype": (SymbolKind.ENUM, Role.ENUM, "name"),
        "member": (SymbolKind.ENUM_MEMBER, Role.ENUM_MEMBER, "name"),
        "basic": _FIELD,
        "attribute": _FIELD,
        "property": _FIELD,
        "column": _FIELD,
        "field": _FIELD,
        "many-to-one": _FIELD,
    },
    transparent=frozenset({"attributes", "value"}),
)
"""Records as they lie in tables: of JPA and Hibernate, Core Data and Entity Framework, and changes of Liquibase."""
_MAPS = late(
    r"<(?:\w+:)?(?:entity-mappings|hibernate-mapping|databaseChangeLog|edmx:Edmx|Schema[^>]{0,300}Namespace=|doctrine-mapping)\b"
    r"|<model\b[^>]{0,600}\bcom\.apple\.IDECoreDataModeler",
    re.IGNORECASE,
)
XML = Dialect("xml", texts={"documentation": Role.COMMENT, "summary": Role.COMMENT, "remarks": Role.COMMENT})

_BY_SUFFIX = {
    ".xsd": XSD, ".wsdl": XSD, ".ui": QT_UI, ".html": HTML, ".htm": HTML, ".xhtml": HTML, ".shtml": HTML, ".vue": VUE,
    ".svelte": VUE, ".wxml": VUE, ".jsp": HTML, ".asp": HTML, ".aspx": HTML, ".ascx": HTML, ".cshtml": HTML,
    ".razor": HTML, ".ftl": HTML, ".hbs": HTML, ".mustache": HTML, ".resx": RESX, ".resw": RESX, ".xlf": XLIFF,
    ".xliff": XLIFF, ".plist": PLIST, ".xaml": SCREEN, ".axaml": SCREEN, ".axml": SCREEN, ".fxml": SCREEN,
    ".storyboard": SCREEN, ".xib": SCREEN, ".erb": HTML, ".rhtml": HTML, ".ejs": HTML, ".twig": HTML,
}  # fmt: skip
_DATA = frozenset({".xml", ".edmx", ".hbm", ".orm", ".csdl", ""})
_HEAD = 2000
_ROOT = late(r"<([A-Za-z_][\w:.-]*)")
_BY_ROOT = {
    "schema": XSD, "definitions": XSD, "html": HTML, "ui": QT_UI, "ts": QT_TS, "resources": ANDROID, "xliff": XLIFF,
    "interface": GTK_UI, "plist": PLIST, "template": VUE, "window": SCREEN, "usercontrol": SCREEN, "page": SCREEN,
    "layout": SCREEN,
}  # fmt: skip


def dialect(head: str, ending: str) -> Dialect:
    """The dialect of a document, by the ending of its name, else by its first element."""
    if ending in _DATA and _MAPS.search(head, 0, _HEAD):
        return MAPPED
    if (found := _BY_SUFFIX.get(ending)) and not (found is QT_UI and "<interface" in head):
        return found
    bare = re.sub(r"<!--.*?(?:-->|\Z)", "", head, flags=re.DOTALL)
    match = _ROOT.search(bare)
    root = match[1].rpartition(":")[2].lower() if match else ""
    found = _BY_ROOT.get(root, XML)
    if found is XML and (
        re.search(r"<!doctype html", head, re.IGNORECASE) or (root in _HTML_SILENT and ending != ".xml")
    ):
        return HTML
    if found is XML and "schemas.android.com/apk/res" in head:
        return SCREEN
    if found is XML and "<resheader" in head:
        return RESX
    return found
