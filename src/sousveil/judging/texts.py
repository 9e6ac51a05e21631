"""The texts of signs, layouts, lists and components that a report used, so that it can be derived again from them."""

from collections.abc import Iterable

from sousveil.judging.signs import COMPONENT_RULE, TRACE_RULE, cited
from sousveil.knowledge.pack import Citation, Component, KnownList, Layout, Pack
from sousveil.linking.removal.traces import Sign
from sousveil.model.report import Finding
from sousveil.model.words import Kind

SAYS: dict[Sign, str] = {
    Sign.RENAMED: "In a record whose name is known, or that has another copy in the target, six of ten of its other "
    "slots stand in their order; in the place of a slot for a trait, between its neighbours, stands a slot that is "
    "called reserved or something that names no trait, of the same size where sizes are known.",
    Sign.LIST_HOLE: "In a list whose name is known, two values or more agree with the published list; the value of a "
    "group is missing below the highest one, or is called reserved, unknown or by its number.",
    Sign.BLANKED: "In a text about faces or bodies, numbered values stand with blanks for words; the trait or a group "
    "is named in the same text or by what it describes.",
    Sign.NUMBERS: "A function gives out words for what was not recognised and bare numbers for all other values, and "
    "is called on a line that names a trait.",
    Sign.UNDER_COMMENT: "In a record of a face or body, the comment on a slot that is called reserved names a trait.",
    Sign.COMMENT_HOLE: "In a record of a face or body with comments on four of five slots or more, a slot whose name "
    "says a trait has none, and at most one other has none.",
    Sign.RESERVED_COMMENT: "In a record of a face or body, a slot whose name says a trait has a comment that says only "
    "that it is reserved or not open.",
    Sign.COMMENTED_OUT: "Where faces or bodies are told of, a line of code in a comment names a trait; with another "
    "word for it, it is the same as two lines or more near it, which name other features and are no comment.",
    Sign.STRUCK: "Ten lines of code or more stand in one run of comments, open pictures and ask a model; one names a "
    "trait, nothing says that they are an example, and no line in use has a model tell the trait.",
    Sign.SURVIVOR: "All slots of a chain are widgets or strings, it has no groups and is used by no event, search or "
    "rule, and a slot for the same trait is called otherwise in a known record of the same target.",
    Sign.EUPHEMISM: "A slot whose name and comment say skin colour, or for ethnicity race, takes its values from a "
    "published list of kinds of people by another trait.",
}
"""When each sign is told."""


def texts_of(findings: Iterable[Finding], pack: Pack) -> dict[str, str]:
    """The texts that these findings name, by the id of the rule, layout or component."""
    told = [finding for finding in findings if finding.kind in (Kind.TRACE, Kind.COMPONENT)]
    rules = {finding.rule for finding in told}
    sources = {source for finding in told for source in finding.precedents}
    out = {TRACE_RULE.format(sign.value): says for sign, says in SAYS.items()}
    out |= {COMPONENT_RULE.format(component.id): _component(component) for component in pack.components}
    out = {key: text for key, text in out.items() if key in rules}
    out |= {f"layouts/{one.id}": _layout(one) for one in pack.layouts if sources & set(map(cited, one.sources))}
    return out | {f"layouts/{one.id}": _list(one) for one in pack.lists if sources & set(map(cited, one.sources))}


def _layout(layout: Layout) -> str:
    slots = [
        f"{slot.name}{f', {slot.size} bytes' if slot.size else ''}{f', {slot.trait.value}' if slot.trait else ''}"
        for slot in layout.slots
    ]
    return "\n".join([f"record {layout.record}", *slots, *_read_in(layout.sources)])


def _list(known: KnownList) -> str:
    values = [f"{value.value} {value.name} ({value.concept})" for value in known.values]
    return "\n".join([f"list {known.name}, {known.trait.value}", *values, *_read_in(known.sources)])


def _component(component: Component) -> str:
    marks = [f"{mark.kind}: {mark.text}" for mark in component.marks]
    return "\n".join([f"{component.name} {component.says}", *marks, *component.limits, *_read_in(component.sources)])


def _read_in(sources: Iterable[Citation]) -> list[str]:
    return [f"read in {cited(source)}" for source in sources]
