"""The compiled knowledge: terms, concepts, rules, sources. Loaded without YAML and without anything heavy."""

from typing import Annotated, Literal

import msgspec

from sousveil.model.words import Kind, Role, Stage, Trait


class Term(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A word as it is written in some language.

    text      the word itself, in NFC, lower case where the script has case
    language  BCP 47, ``""`` for words of no language (codes, transliterations in identifiers)
    concept   the concept that it is a word for
    form      how it matches: ``word`` (whole words; several words are joined as ``a b``, ``a_b``, ``aB``, ``a-b``),
              ``stem`` (the start of a word), ``cjk`` (inside running text, with the word's own borders from ``not_in``)
    weak      whether it usually means something else
    sift      ``strong`` (worth reading wherever it stands), ``weak`` (only beside a companion), ``partner`` (makes a
              weak one worth reading, never a place itself), ``never`` (left to matching)
    company   the class that decides who keeps company with whom: ``trait``, ``colour``, ``region``, ``person`` ...
    not_in    longer words inside which it means something else (``低维族`` for ``维族``)
    source    key into ``Pack.sources``
    slur      whether it is used as a slur: reports quote it as evidence only
    """

    text: str
    concept: str
    language: str = ""
    form: str = "word"
    weak: bool = False
    sift: str = "strong"
    company: str = ""
    not_in: tuple[str, ...] = ()
    source: str = ""
    slur: bool = False


class Concept(msgspec.Struct, frozen=True, kw_only=True):
    """Something that words stand for. ``id`` is a path (``group/uyghur``); ``name`` is how reports call it."""

    id: str
    name: str
    trait: Trait | None = None
    """For a trait its own word; for a group or proxy the trait that it belongs to; else ``None``."""
    slur: bool = False
    code: str = ""
    """The number and letters of a people in GB/T 3304-1991."""


class Condition(msgspec.Struct, frozen=True, kw_only=True):
    """Something that must (or must not) be near a word.

    any      concepts (``context/face``) or concept families (``group/*``), one of which must be seen
    scope    ``word`` (a longer word or phrase that holds the hit: *race condition*), ``unit`` (in the same text),
             ``container`` (names, values and comments of the siblings, of the symbols around and
             of the members of the symbol itself), ``near`` (within ``within`` lines; in a binary within ``within``
             units), ``file`` (anywhere in the reading), ``path`` (in the path of the file)
    at_least how many *different* concepts must be seen, those of the hit itself apart; ``near`` it they count where a
             strong word that is not ASCII says them again (``# 인종`` over ``race``)
    count    ``concepts`` or ``words``: what ``at_least`` counts
    strong   whether only strong words count
    words    plain words or phrases to look for besides concepts, matched like terms
    but      concepts whose strong words (of those written ``?group/hui``, any words), seen in the same scope, keep the
             condition from holding; of a ``word``, seen beside it in its text, in its ``container``, or within
             ``within`` lines: *race result* is what was run, and beside a face it is not
    shape    ``word-list``: the file is a long list of single words; or the kind of archive of meaning that the file is
             (``dictionary``, ``tokenizer`` ...), as its reader says; then nothing else is looked at
    paths    patterns of :mod:`fnmatch` on the lower-cased path, for ``path``
    because  the reason that is recorded when an ``unless`` holds
    """

    any: tuple[str, ...] = ()
    scope: str = "unit"
    within: int = 0
    at_least: int = 1
    words: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    because: str = ""
    id: str = ""
    count: str = "concepts"
    strong: bool = False
    but: tuple[str, ...] = ()
    shape: str = ""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One rule, compiled from one YAML file. ``text`` is that file, word for word, for the report."""

    id: str
    revision: int
    status: str
    says: str
    find: tuple[str, ...]
    look_in: tuple[Role, ...]
    needs: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    limits: tuple[str, ...]
    sources: tuple[str, ...]
    text: str
    weak_needs: tuple[Condition, ...] = ()
    """Asked of weak words only, and unlike ``needs`` one of them is enough."""


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where knowledge comes from."""

    title: str
    version: str = ""
    licence: str = ""
    where: str = ""


class Citation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The place in a published file that a fact was read from; ``commit`` is "" for a release, which names itself."""

    repository: str
    path: str
    line: int
    commit: str = ""


class Slot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A slot of a record. ``size`` in bytes, 0 where it is not known; ``other_names`` are those of other editions."""

    name: str
    size: Annotated[int, msgspec.Meta(ge=0)] = 0
    trait: Trait | None = None
    other_names: tuple[str, ...] = ()


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """The slots of a published record in their order, of a ``part`` of it where other slots come before them.

    ``also`` are further names of the record.
    """

    id: str
    record: str
    slots: tuple[Slot, ...]
    sources: tuple[Citation, ...]
    also: tuple[str, ...] = ()
    part: bool = False


class ListedValue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A value of a published list: its number, the end of its name, the concept that it stands for."""

    value: int
    name: str
    concept: str


class KnownList(msgspec.Struct, frozen=True, kw_only=True):
    """A published list of kinds of people."""

    id: str
    name: str = msgspec.field(name="list")
    trait: Trait
    values: tuple[ListedValue, ...]
    sources: tuple[Citation, ...]
    also: tuple[str, ...] = ()


class Mark(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a component is recognised by.

    kind  ``symbol`` (a name defined, exported, imported or called), ``weights`` (the start of a file's name),
          ``package`` (folders in a path), ``import``, ``dependency`` (a list of requirements), ``call`` (a method of
          its class), ``service`` (an address or id that a service is called by)
    """

    kind: Literal["symbol", "weights", "package", "import", "dependency", "call", "service"]
    text: str


class Component(msgspec.Struct, frozen=True, kw_only=True):
    """An engine, library or service that is documented to give out a trait. ``says`` goes on from its name."""

    id: str
    name: str
    trait: Trait
    says: str
    marks: tuple[Mark, ...]
    sources: tuple[Citation, ...]
    limits: tuple[str, ...] = ()


class Reading(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A page or file that was read on a day; ``line`` is 0 for all of it, ``commit`` "" where it has no versions."""

    repository: str
    path: str
    read: str
    line: Annotated[int, msgspec.Meta(ge=0)] = 0
    commit: str = ""


class Head(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An output of a model: what it gives, how many numbers wide (0: not said), where, the trait that it is for."""

    gives: str
    width: Annotated[int, msgspec.Meta(ge=0)] = 0
    at: str = ""
    trait: Trait | None = None


class LabelOrder(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The labels of a head as one source writes them, in its order."""

    labels: tuple[str, ...]
    source: Reading


class ModelFamily(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """Models that are documented to give out something of faces or people; never a statement about one file.

    files     beginnings of names of files of weights
    tensors   names of outputs or layers, all of one set of which must be there
    by_labels whether a list of its labels beside a model says that this may be one; a width alone never does
    orders    the labels as its sources have them; which of them a file has is not known where ``disputed`` says why
    trait     ``None`` where it is documented to give out none
    component the component that uses it, ``""`` for none
    """

    id: str
    name: str
    heads: tuple[Head, ...]
    sources: tuple[Reading, ...]
    trait: Trait | None = None
    component: str = ""
    files: tuple[str, ...] = ()
    tensors: tuple[tuple[str, ...], ...] = ()
    by_labels: bool = False
    orders: tuple[LabelOrder, ...] = ()
    disputed: str = ""
    limits: tuple[str, ...] = ()


class Sdk(msgspec.Struct, frozen=True, kw_only=True):
    """A kit that products are built from, by marks of its identity; a fact of whose it is and nothing more.

    symbols    functions of it, several of which must be there
    companies  how its maker is called in versions of files, copyright lines and certificates
    products   how its files are called in their versions
    maker      ``""`` where what was read names none
    """

    id: str
    name: str
    symbols: tuple[str, ...]
    sources: tuple[Reading, ...]
    maker: str = ""
    companies: tuple[str, ...] = ()
    products: tuple[str, ...] = ()


class Published(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a case can be read; ``read`` is ``primary`` or ``report``: what was read of it for this entry."""

    title: str
    where: str
    read: str


class Answer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a maker said, in our words, and when."""

    when: str
    text: str


class Like(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which findings are meant: of one of these kinds and traits, that show all stages; then by groups or names.

    ``groups`` are neutral names; ``names`` are identifiers as makers write them.
    """

    traits: tuple[Trait, ...]
    kinds: tuple[Kind, ...] = (Kind.CAPABILITY,)
    stages: tuple[Stage, ...] = ()
    groups: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


class Precedent(msgspec.Struct, frozen=True, kw_only=True):
    """A documented public case: what was found, where it can be read, and what the maker answered."""

    id: str
    title: str
    when: str
    maker: str
    product: str
    found: str
    source: Published
    like: Like
    answer: Answer | None = None


class Provision(msgspec.Struct, frozen=True, kw_only=True, rename="kebab"):
    """A provision of law; ``read`` is the day on which its text was read, ``""`` for a draft, never printed."""

    id: str
    jurisdiction: str
    name: str
    relevant: str
    turns_on: str
    not_by_itself: str
    if_: Like = msgspec.field(name="if")
    disputed: str = ""
    read: str = ""
    read_in: str = ""


class Pack(msgspec.Struct, frozen=True, kw_only=True):
    """All of it. ``companions[class]`` are the classes of which one must stand beside a weak term of that class."""

    terms: tuple[Term, ...]
    concepts: dict[str, Concept]
    rules: tuple[Rule, ...]
    companions: dict[str, tuple[str, ...]]
    sources: dict[str, Source]
    digest: str
    layouts: tuple[Layout, ...] = ()
    lists: tuple[KnownList, ...] = ()
    components: tuple[Component, ...] = ()
    models: tuple[ModelFamily, ...] = ()
    sdks: tuple[Sdk, ...] = ()
    precedents: tuple[Precedent, ...] = ()
    provisions: tuple[Provision, ...] = ()
