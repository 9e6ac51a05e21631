"""The JSON report, as types. Field names and contracts are those of the published schema (version 1).

``offset`` and ``length`` count bytes in the blob named, before decoding; ``line`` and ``column`` count from 1 in the
decoded text, columns in code points, null for binaries; ``encoding`` is a list, outermost first.
"""

from collections.abc import Iterable

import msgspec

from sousveil.model.words import Kind, Origin, Outcome, Owner, Stage, StageState, Step, Strength, Trait

SCHEMA_VERSION = 1


class Signature(msgspec.Struct, frozen=True, kw_only=True):
    """A signature that was looked for: ``state`` is ``valid``, ``invalid``, ``none`` or ``unchecked``."""

    scheme: str
    state: str
    by: str = ""
    layers: tuple[str, ...] = ()


class Provenance(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """Where the target came from, as far as the person who ran the scan said."""

    from_: str = ""
    by: str = ""
    when: str = ""
    signatures: tuple[Signature, ...] = ()


class BlobEntry(msgspec.Struct, frozen=True, kw_only=True):
    """What `verify` needs of a blob that is quoted, or that holds one that is.

    ``parent`` is the id of the blob that holds it, null for an outermost file. ``name`` is for people, ``name_hex`` the
    exact bytes; for an outermost file inside a folder they are its path in that folder with ``/`` between the parts.
    """

    parent: str | None
    kind: str
    name: str
    name_hex: str
    index: int | None
    extent: tuple[int, int] | None
    transform: str
    sha256: str
    size: int


class ContextLine(msgspec.Struct, frozen=True):
    """A neighbour of a quoted line: its number (or index in a table), its text, whether it is the quoted one."""

    number: int
    text: str
    quoted: bool = False


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """One quoted place. ``spans`` is given where the quote is in several pieces; ``says`` is what this place shows."""

    blob: str
    layers: tuple[str, ...]
    line: int | None
    column: int | None
    offset: int
    length: int
    encoding: tuple[str, ...]
    text: str
    role: str
    says: tuple[Stage, ...]
    spans: tuple[tuple[int, int], ...] = ()
    context: tuple[ContextLine, ...] = ()
    name: str = ""
    """The symbol that stands here, qualified (``NET_FACE_DATA.emNation``), or ``""``."""
    shows: tuple[Stage, ...] = ()
    """Of what the place ``says``, the stages that it shows by itself, without its links."""
    parts: tuple["Evidence", ...] = ()
    """Further quotes from the same blob that belong to this place: the member by which a record holds another."""

    @property
    def quotes(self) -> tuple["Evidence", ...]:
        """The place itself and its parts."""
        return (self, *self.parts)


LABEL_ROLES = frozenset({"ui-label", "option"})
TITLE = "title"


def labels_only(evidence: Iterable[Evidence]) -> str:
    """What shows ``exposure`` where no search does: ``label``, ``title`` where none is on a screen; else ``""``."""
    quotes = [quote for place in evidence for quote in place.quotes]
    showing = [q for q in quotes if Stage.EXPOSURE in q.shows] or [q for q in quotes if Stage.EXPOSURE in q.says]
    roles = {quote.role for quote in showing}
    if not roles or roles - LABEL_ROLES - {TITLE}:
        return ""
    return "label" if roles & LABEL_ROLES else "title"


class ChainLink(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """Evidence ``from`` is joined to evidence ``to`` by an edge kind; ``why`` says how in one plain sentence."""

    from_: int
    to: int
    by: str
    why: str = ""


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """An innocent explanation that was tested: ``result`` is a fixed word (``does-not-fit``, ``fits-in-part`` ...)."""

    explanation: str
    seen: str
    result: str


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with its evidence. ``id`` is a fingerprint that survives a rebuilt archive and moved files."""

    id: str
    kind: Kind
    rule: str
    revision: int
    claim: str
    trait: Trait
    groups: tuple[str, ...]
    as_written: tuple[str, ...]
    stages: tuple[Stage, ...]
    origin: Origin
    strength: Strength
    owner: Owner
    evidence: tuple[Evidence, ...]
    chain: tuple[ChainLink, ...] = ()
    also_at: tuple[tuple[str, ...], ...] = ()
    precedents: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    library: str = ""
    enabled_in: str = ""
    """Of a finding that shows ``enabled``: ``delivered`` or ``installation``; else ``""``."""
    seen: str = ""
    """Of what is tied to pictures: whether of a ``face``, or of a ``person`` of whom no face is named; else ``""``."""
    records: int = 0
    """Of a finding that shows ``observed``: how many rows carry a value, as far as they were counted."""


class Discard(msgspec.Struct, frozen=True, kw_only=True):
    """Words looked at and set aside: why, how often, and one sample place."""

    rule: str
    reason: str
    count: int
    sample: Evidence


class GapEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A gap as reported. ``layers`` as in evidence."""

    layers: tuple[str, ...]
    step: Step
    code: str
    bytes: int
    could_hide: tuple[Stage, ...]
    remedy: str
    detail: str = ""
    count: int = 1
    accepted: bool = False


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """Leaf blobs counted once by digest, in bytes. ``bytes`` is the sum of the other four."""

    bytes: int = 0
    understood: int = 0
    sifted: int = 0
    padding: int = 0
    opaque: int = 0
    blobs: int = 0


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the target, for a picture of it: the four shares in bytes of what lies innermost in it.

    ``parent`` is the index of the part that holds it, null for the target itself. ``merged`` parts too small for a
    picture are one without a name.
    """

    parent: int | None
    name: str
    kind: str
    blobs: int
    merged: int
    understood: int
    sifted: int
    padding: int
    opaque: int
    quoted: bool = False
    gap: int | None = None

    @property
    def bytes(self) -> int:
        """All its bytes."""
        return self.understood + self.sifted + self.padding + self.opaque


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """The answer for a target. ``states`` has one word for every stage."""

    outcome: Outcome
    complete: bool
    incomplete_because: tuple[str, ...]
    stages: tuple[Stage, ...]
    states: dict[str, StageState]
    traits: tuple[Trait, ...]
    groups: tuple[str, ...]
    headline: str = ""


class Statement(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """A reply of the maker, word for word; ``text`` is empty where there was none by the day given in ``when``."""

    from_: str
    when: str
    source: str
    text: str
    asked: str = ""
    entered: str = ""


class BuiltFrom(msgspec.Struct, frozen=True, kw_only=True):
    """A kit that a part is, or is built from; whose code it is, and nothing of what it does.

    ``how`` is ``exports``, ``version``, ``names``, ``copyright`` or ``signed``. ``layers`` lead to the part that tells
    it best, ``count`` says in how many parts it was told so.
    """

    sdk: str
    maker: str
    how: str
    texts: tuple[str, ...]
    layers: tuple[str, ...]
    count: int
    sources: tuple[str, ...]


class OwnName(msgspec.Struct, frozen=True, kw_only=True):
    """What a part that speaks for the whole target calls it: a claim of the file, with its evidence.

    ``by`` is where it says so (``package.json``, ``version resource`` ...).
    """

    by: str
    name: str
    version: str
    maker: str
    evidence: tuple[Evidence, ...]

    @property
    def said(self) -> str:
        """Name and version in one."""
        return f"{self.name} {self.version}".strip()


class TargetReport(msgspec.Struct, frozen=True, kw_only=True):
    """All that is reported of one target."""

    name: str
    sha256: str
    size: int
    provenance: Provenance
    verdict: Verdict
    blobs: dict[str, BlobEntry]
    findings: tuple[Finding, ...]
    questions: tuple[str, ...]
    statements: tuple[Statement, ...]
    gaps: tuple[GapEntry, ...]
    coverage: Coverage
    discards: tuple[Discard, ...] = ()
    folder: bool = False
    parts: tuple[Part, ...] = ()
    built_from: tuple[BuiltFrom, ...] = ()
    calls_itself: tuple[OwnName, ...] = ()


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """How the report was made. ``rules`` carries the text of every rule and table row that was used."""

    tool: str
    version: str
    knowledge: str
    rules: dict[str, str]
    options: dict[str, str]
    started: str
    sandbox: str
    reproducible: bool
    code: str = ""
    """The digest of the code that decides what is found; ``""`` in reports of before it was kept."""
    made_with: dict[str, str] = {}
    """The version of Python and of each library that opens or reads, by their names."""
    ids: str = ""
    """The way in which the ids of findings are made; ``""`` in reports of before it was named (``names/1``)."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The whole report."""

    schema: int
    run: Run
    targets: tuple[TargetReport, ...]
    seal: dict[str, str] = {}
    """SHA-256 of each part of the report, by its name; see :mod:`sousveil.model.canonical`."""
