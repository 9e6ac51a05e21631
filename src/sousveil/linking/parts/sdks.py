"""Kits that parts of a target are, or are built from: by their functions, their versions, their copyright lines.

A fact of whose code it is, and nothing more: it says nothing of what the kit can do or what is used of it. Words that
are only written about a kit are not looked at.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

import msgspec

from sousveil.knowledge.families import FEWEST_SYMBOLS
from sousveil.knowledge.pack import Sdk
from sousveil.linking.parts.components import NATIVE
from sousveil.model.examined import Examined
from sousveil.model.report import Signature
from sousveil.model.text import Reading
from sousveil.model.words import Role, SymbolKind

WRITTEN_ABOUT = frozenset({Role.COMMENT, Role.DOCUMENT, Role.UI_LABEL})
SOURCE_OF_NAMES = frozenset({Role.STRING, Role.VALUE, Role.ITEM})
"""In code for a machine these are names that it asks for while running; elsewhere they can be anything."""
OF_MAKER = frozenset({"companyname", "legalcopyright", "legaltrademarks", ""})
OF_PRODUCT = frozenset({"productname", "filedescription", ""})
VERSION = "VERSIONINFO/"
"""How the part of a program that holds its version is called, where it was opened."""
COPYRIGHT = ("copyright", "(c)", "\u00a9", "版权所有")


class How(StrEnum):
    """By what a part is told, the firmest first."""

    EXPORTS = "exports"
    VERSION = "version"
    NAMES = "names"
    COPYRIGHT = "copyright"
    SIGNED = "signed"


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A kit, by what it was told, the words that tell it, and the blobs by their index; ``()`` for a signature."""

    sdk: Sdk
    how: How
    texts: tuple[str, ...]
    blobs: tuple[int, ...]


def kits(examined: Sequence[Examined], sdks: Iterable[Sdk], signatures: Iterable[Signature] = ()) -> list[Told]:
    """The kits in a target, in the order of the pack."""
    known = tuple(sdks)
    found: dict[tuple[str, How], dict[int, tuple[str, ...]]] = defaultdict(dict)
    for at, item in enumerate(examined):
        for reading in item.readings:
            apart = VERSION in item.path
            for sdk, how, texts in _in_reading(reading, known, apart=apart):
                found[sdk.id, how].setdefault(at, texts)
    signers = {signature.by for signature in signatures if signature.by and signature.state == "valid"}
    out = []
    for sdk in known:
        for how in How:
            if blobs := found.get((sdk.id, how)):
                first = min(blobs, key=lambda at: (-len(blobs[at]), at))
                out.append(Told(sdk=sdk, how=how, texts=blobs[first], blobs=(first, *sorted(blobs.keys() - {first}))))
        signed = tuple(by for by in sorted(signers) if any(company.lower() in by.lower() for company in sdk.companies))
        if signed:
            out.append(Told(sdk=sdk, how=How.SIGNED, texts=signed, blobs=()))
    return out


def _in_reading(reading: Reading, known: Sequence[Sdk], *, apart: bool) -> Iterator[tuple[Sdk, How, tuple[str, ...]]]:
    native = reading.reader in NATIVE
    exported: set[str] = set()
    named: set[str] = set()
    for unit in reading.units:
        if unit.role is Role.EXPORTED:
            exported.add(unit.text)
        elif unit.role not in WRITTEN_ABOUT and (native or unit.role not in SOURCE_OF_NAMES):
            named.add(unit.text)
    named |= {reference.name for reference in reading.references}
    rights = list(_rights(reading, native=native))
    for sdk in known:
        for how, there in ((How.EXPORTS, exported), (How.NAMES, named)):
            texts = tuple(name for name in sdk.symbols if name in there)
            if len(texts) >= FEWEST_SYMBOLS:
                yield sdk, how, texts
                break
        if texts := tuple(dict.fromkeys(_in_version(reading, sdk, apart=apart))):
            yield sdk, How.VERSION, texts
        if texts := tuple(dict.fromkeys(_copyright(rights, sdk))):
            yield sdk, How.COPYRIGHT, texts


def _in_version(reading: Reading, sdk: Sdk, *, apart: bool) -> Iterator[str]:
    """What the version of a file says of its maker or product, whole."""
    companies, products = ({name.lower() for name in names} for names in (sdk.companies, sdk.products))
    for key, value in _version(reading, apart=apart):
        whole = value.lower().rstrip(".") in companies
        within = any(name in value.lower() for name in companies if " " in name or not name.isascii())
        if (key in OF_MAKER and (whole or within)) or (key in OF_PRODUCT and value.lower() in products):
            yield value


def _version(reading: Reading, *, apart: bool) -> Iterator[tuple[str, str]]:
    """Keys, in lower case, and values of the version of a program; ``""`` where it lies ``apart``, as strings."""
    if reading.reader in NATIVE or reading.reader.startswith("net"):
        for symbol in reading.symbols:
            if symbol.kind is SymbolKind.ENTRY and symbol.value.strip():
                yield symbol.name.lower(), symbol.value.strip()
    elif apart:
        yield from (("", unit.text.strip()) for unit in reading.units)


def _rights(reading: Reading, *, native: bool) -> Iterator[str]:
    """The copyright lines in comments, and in the strings of machine code, in lower case."""
    for unit in reading.units:
        if unit.role is Role.COMMENT or (native and unit.role is Role.STRING):
            whole = unit.text.lower()
            if any(mark in whole for mark in COPYRIGHT):
                yield from (line for line in whole.split("\n") if any(mark in line for mark in COPYRIGHT))


def _copyright(rights: Iterable[str], sdk: Sdk) -> Iterator[str]:
    """The names of the maker, of more than one word, that stand in copyright lines."""
    telling = [name for name in sdk.companies if " " in name or not name.isascii()]
    for line in rights if telling else ():
        yield from (name for name in telling if name.lower() in line)
