"""Origin, kind, strength and owner of a chain: small tables, read from the top."""

import re

from sousveil.linking.edges import Chain, EdgeKind, Fact, Setting
from sousveil.model.late import late
from sousveil.model.words import Kind, Origin, Owner, Stage, Strength

ORIGIN: dict[Setting, Origin] = {
    Setting.IMAGE: Origin.IMAGE,
    Setting.CAPTURED: Origin.UNKNOWN,
    Setting.DOCUMENT: Origin.DOCUMENT,
    Setting.NAMES: Origin.NAME,
    Setting.TYPED: Origin.TYPED,
    Setting.PERSON: Origin.UNKNOWN,
    Setting.NONE: Origin.UNKNOWN,
}

KIND_OF_STRUCTURE: dict[Setting, Kind] = {
    Setting.IMAGE: Kind.CAPABILITY,
    Setting.CAPTURED: Kind.CAPABILITY,
    Setting.DOCUMENT: Kind.DECLARED,
    Setting.NAMES: Kind.PROFILING,
    Setting.TYPED: Kind.DECLARED,
    Setting.PERSON: Kind.DECLARED,
    Setting.NONE: Kind.VOCABULARY,
}

JOINS = frozenset(EdgeKind) - {EdgeKind.MEMBER_OF, EdgeKind.COMMENT_OF, EdgeKind.BESIDE, EdgeKind.KEY_OF}

LIBRARY = late(
    r"(?:^|[/!])(?:site-packages|dist-packages|node_modules|third[-_]?party|3rd[-_]?party|vendor|externals?|bower_components)/"
    r"(@?[^/!]+)",
    re.IGNORECASE,
)
STANDARD = late(
    r"(?:https?://|urn:)(?:www\.|docs\.)?(?:onvif\.org|hl7\.org|oasis-open\.org|iso\.org|niem\.gov|openehr\.org|psia\w*\.org"
    r"|schemas\.xmlsoap\.org|iso:std)",
    re.IGNORECASE,
)
"""Namespaces of published standards: a schema that declares one of them is the standard's, whoever delivers it."""


def kind_of(chain: Chain, owner: Owner, stages: set[Stage]) -> Kind:
    """What sort of finding a chain is."""
    if not chain.structured or owner is Owner.STANDARD:
        return Kind.VOCABULARY
    if chain.setting is Setting.NAMES:
        facts = {fact for spot in chain.spots for fact in spot.facts}
        return Kind.PROFILING if facts & {Fact.PRODUCER, Fact.SLOT, Fact.SELECTOR} else Kind.VOCABULARY
    return KIND_OF_STRUCTURE[chain.setting] if stages - {Stage.VOCABULARY} else Kind.VOCABULARY


def strength_of(chain: Chain) -> Strength:
    """How firmly a chain is known."""
    if not chain.structured:
        return Strength.NAMED
    return Strength.LINKED if any(edge.kind in JOINS for edge in chain.edges) else Strength.PARSED


def owner_of(path: str, namespaces: str) -> tuple[Owner, str]:
    """Whose a file is, from its path in the target and the namespaces it declares; with the library's name."""
    if STANDARD.search(namespaces):
        return Owner.STANDARD, ""
    if match := LIBRARY.search(path):
        return Owner.THIRD_PARTY, match[1]
    return Owner.OWN, ""


def only_words(chain: Chain) -> bool:
    """Whether nothing but words stands in a chain."""
    return all(fact is Fact.WORD for spot in chain.spots for fact in spot.facts)
