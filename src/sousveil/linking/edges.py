"""The closed list of edge kinds, and the chains that they make.

A *spot* is a place that carries part of a claim; an *edge* joins two spots and says why; a *chain* is a connected set
of them about one trait. What a chain shows is not decided here but in ``sousveil.judging``.
"""

from enum import StrEnum

import msgspec

from sousveil.model.words import Trait


class EdgeKind(StrEnum):
    """How one spot is joined to another."""

    MEMBER_OF = "member-of"
    TYPED_AS = "typed-as"
    CONTAINED_IN = "contained-in"
    PAYLOAD_OF = "payload-of"
    PARAMETER_OF = "parameter-of"
    RETURNED_BY = "returned-by"
    SELECTED_BY = "selected-by"
    QUERIED_BY = "queried-by"
    SHOWN_BY = "shown-by"
    COMMENT_OF = "comment-of"
    SUBSCRIBES_TO = "subscribes-to"
    KEY_OF = "key-of"
    TRANSLATES = "translates"
    DOCUMENTED_BY = "documented-by"
    SAME_NAME = "same-name"
    OTHER_FORM = "other-form"
    BESIDE = "beside"


class Fact(StrEnum):
    """What stands at a spot, as far as its structure and its words say. Facts are what the stage table looks at."""

    GROUP_LIST = "group-list"
    """Groups are listed here, among siblings or in a value coding."""
    GROUP = "group"
    """One of the groups listed."""
    SLOT = "slot"
    """A named slot for the trait in a record, table, message or call."""
    SELECTOR = "selector"
    """The trait is one of the attributes that can be chosen, switched on or returned."""
    LABEL = "label"
    """A label that a person sees."""
    ON_SCREEN = "on-screen"
    """Of a label in running code: the text is handed to what puts it on a screen, and is no title of a value."""
    RECORD = "record"
    """The record that holds the slot."""
    EVENT = "event"
    """An event or alarm, or the record that it carries."""
    RULE = "rule"
    """A detection rule, its configuration, or a capability list."""
    SEARCH = "search"
    """A search, query, filter or statistic."""
    PRODUCER = "producer"
    """A detector, classifier or model that gives the value out."""
    NOT_RECOGNISED = "not-recognised"
    """A value for "the device or algorithm did not recognise it": nobody types that."""
    NOT_OPEN = "not-open"
    """The comment on it says that it is reserved, or not open yet: what fills it is not shown by its record."""
    CONDITION = "condition"
    """Its value is what a condition, a rule or a watch list turns on."""
    ACT = "act"
    """What is done then: an alarm, a message, a decision about access; or the rule or list that does it."""
    SWITCHED_ON = "switched-on"
    """A setting for it that is switched on."""
    INSTALLED = "installed"
    """The settings are those of one device or site, and not those that are delivered."""
    ROWS = "rows"
    """A column of a kept table, with values in its rows. The rows themselves are not read."""
    WORD = "word"
    """The words alone."""


class Surrounding(StrEnum):
    """What stands around a spot; decides where its value comes from."""

    FACE = "face"
    BODY = "body"
    APPEARANCE = "appearance"
    """Glasses, beard, mask, expression ...: what only a look at somebody gives."""
    VITAL = "vital"
    """Age and sex: in a face record, but in a survey too."""
    CAPTURE = "capture"
    INFER = "infer"
    PERSON = "person"
    DOCUMENT = "document"
    FORM = "form"
    REGISTRY = "registry"
    MEDICAL = "medical"
    CENSUS = "census"
    NAMES = "names"


class Setting(StrEnum):
    """What kind of record something stands in."""

    IMAGE = "image"
    """Appearance of a face or body, or the output of a detector or classifier."""
    CAPTURED = "captured"
    """Tied to a captured face or body; what fills it was not shown."""
    DOCUMENT = "document"
    NAMES = "names"
    TYPED = "typed"
    PERSON = "person"
    """A record about a person; what fills it was not shown."""
    NONE = "none"

    @property
    def tied(self) -> bool:
        """Whether it is tied to a captured face or body."""
        return self in (Setting.IMAGE, Setting.CAPTURED)


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """A quoted stretch of a unit: indexes into what was examined, code points in the unit's text."""

    examined: int
    reading: int
    unit: int
    start: int
    end: int
    name: str = ""
    facts: tuple[Fact, ...] = ()
    rule: str = ""
    rows: int = 0
    """Of a column: in how many rows of its table a value stands."""


class Edge(msgspec.Struct, frozen=True, kw_only=True):
    """Spot ``a`` is joined to spot ``b`` (indexes into ``Chain.spots``); ``why`` is one plain sentence."""

    a: int
    b: int
    kind: EdgeKind
    why: str = ""


class Chain(msgspec.Struct, frozen=True, kw_only=True):
    """A connected set of spots about one trait.

    ``groups`` are concept ids without their family (``uyghur``), in order of first sight; ``as_written`` the words as
    they stand. ``around`` counts, for each kind of surrounding, the different things that were seen of it.
    ``subject`` names what holds the slot or list (a record, an enum, a file), for the claim.
    """

    trait: Trait
    spots: tuple[Spot, ...]
    edges: tuple[Edge, ...] = ()
    groups: tuple[str, ...] = ()
    as_written: tuple[str, ...] = ()
    around: dict[Surrounding, int] = {}
    subject: str = ""
    structured: bool = True
    setting: Setting = Setting.NONE
    why: tuple[str, ...] = ()
    """The sentences of the rows that decided the setting."""
