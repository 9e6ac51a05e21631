"""The closed word lists of the project: stages, traits, origins, strengths, owners, kinds, states.

Every list is an ``enum.StrEnum``; its values are the words of the JSON report and its order is the order in which
readers see them. No list here is open: a new word is a new version of the report schema.
"""

from enum import StrEnum


class Stage(StrEnum):
    """What a piece of software is shown to do with a trait. Stages form a set, never a score."""

    VOCABULARY = "vocabulary"
    FIELD = "field"
    SCHEME = "scheme"
    INFERENCE = "inference"
    EXPOSURE = "exposure"
    EVENT = "event"
    TRIGGER = "trigger"
    ENABLED = "enabled"
    OBSERVED = "observed"


class Trait(StrEnum):
    """What people are sorted by."""

    RACE = "race"
    ETHNICITY = "ethnicity"
    SKIN_COLOUR = "skin-colour"
    RELIGION = "religion"
    NATIONALITY = "nationality"
    POLITICAL_OPINION = "political-opinion"
    SEXUAL_ORIENTATION = "sexual-orientation"


class Origin(StrEnum):
    """Where a value comes from, judged by the record that it stands in."""

    IMAGE = "image"
    DOCUMENT = "document"
    TYPED = "typed"
    NAME = "name"
    UNKNOWN = "unknown"


class Strength(StrEnum):
    """How firmly a finding is known, weakest first."""

    NAMED = "named"
    PARSED = "parsed"
    LINKED = "linked"
    STATED = "stated"
    REPRODUCED = "reproduced"


class Owner(StrEnum):
    """Whose the examined part is."""

    OWN = "own"
    THIRD_PARTY = "third-party"
    STANDARD = "standard"


class Kind(StrEnum):
    """What sort of finding it is, in the order in which reports list them."""

    CAPABILITY = "capability"
    PROFILING = "profiling"
    TRACE = "trace"
    COMPONENT = "component"
    STATED = "stated"
    DECLARED = "declared"
    VOCABULARY = "vocabulary"


class Outcome(StrEnum):
    """The outcome of a target."""

    FOUND = "found"
    INDICATED = "indicated"
    DECLARED = "declared"
    VOCABULARY = "vocabulary"
    NOTHING = "nothing"


class StageState(StrEnum):
    """The state of one stage over a whole target."""

    SHOWN = "shown"
    NOT_SHOWN = "not-shown"
    UNCHECKED = "unchecked"
    NOTHING_TO_LOOK_AT = "nothing-to-look-at"


class Step(StrEnum):
    """The steps of the way of the data; a gap names the step at which something was lost."""

    OPENING = "opening"
    SIFTING = "sifting"
    READING = "reading"
    MATCHING = "matching"
    LINKING = "linking"
    JUDGING = "judging"
    RUNNING = "running"


class Role(StrEnum):
    """What a text unit is in the place where it stands."""

    ENUM = "enum"
    ENUM_MEMBER = "enum-member"
    RECORD = "record"
    FIELD = "field"
    FUNCTION = "function"
    PARAMETER = "parameter"
    VARIABLE = "variable"
    CONSTANT = "constant"
    TYPE = "type"
    ITEM = "item"
    KEY = "key"
    VALUE = "value"
    TABLE = "table"
    COLUMN = "column"
    ELEMENT = "element"
    ATTRIBUTE = "attribute"
    OPTION = "option"
    UI_LABEL = "ui-label"
    MODEL_LABEL = "model-label"
    TITLE = "title"
    """A text that a program writes a value under; what a reader reads is a string, and linking tells what it is for."""
    STRING = "string"
    COMMENT = "comment"
    DOCUMENT = "document"
    IMPORT = "import"
    EXPORTED = "exported"
    IDENTIFIER = "identifier"


class SymbolKind(StrEnum):
    """What a symbol is, the same words for every language and format."""

    NAMESPACE = "namespace"
    RECORD = "record"
    ENUM = "enum"
    ENUM_MEMBER = "enum-member"
    FIELD = "field"
    FUNCTION = "function"
    PARAMETER = "parameter"
    VARIABLE = "variable"
    CONSTANT = "constant"
    ARRAY = "array"
    MAP = "map"
    ITEM = "item"
    ENTRY = "entry"
    TABLE = "table"
    COLUMN = "column"
    ELEMENT = "element"
    CALL = "call"
