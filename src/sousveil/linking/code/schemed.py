"""What a model that is handed a picture is told to answer, by a schema: ``responseSchema: {properties: {skin: ...}}``.

The schema stands where the model is asked, or is a record or map whose name is handed over there:
``response_format=Look``, ``with_structured_output(Look)``. What it describes of somebody is worked out of the picture.
A schema for what stands on a card or paper is none, nor one for what somebody has a picture made of.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from sousveil.linking.graph import View
from sousveil.linking.texts.prompting import ASKED_FOR, hands_picture
from sousveil.model.late import late
from sousveil.model.words import SymbolKind, Trait

WHY = "a model that is handed a picture is told to answer it"
LONGEST = 200_000
"""Code points of a file that is looked through."""
WIDE = 400
"""Code points of a line that are looked at."""
_SCHEMA = late(
    r"(?:response|output|answer|result|json|input)_?(?:json_?)?schema|response_?format|structured_?output|text_?format|output_?type",
    re.IGNORECASE,
)
"""What the schema of an answer is called where a model is asked; ``input_schema`` is that of a tool that it calls."""
_HANDED = late(
    r"(?:(?:response|output|json|result)_?(?:model|schema)|response_?format|text_?format|output_?type|(?<![\w.])schema)[\"'`]?"
    r"\s*[:=]\s*(?:(?:list|List|Array|z\.array|zodToJsonSchema|zodResponseFormat|TypeAdapter)\s*[\[(]\s*)?([A-Za-z_]\w{2,60})"
    r"|(?:with_?structured_?output|zod_?response_?format|zod_?text_?format|zod_?to_?json_?schema|pydantic_?output_?parser|json_?output_?parser)"
    r"\(\s*(?:\w+\s*=\s*)?([A-Za-z_]\w{2,60})",
    re.IGNORECASE,
)
"""Where the name of a schema is handed over."""
_TYPE = late(r"(?:\w+\.)*(?:str(?:ing)?|int(?:eger)?|number|float|bool(?:ean)?|object|array|null)", re.IGNORECASE)
_SORTS = frozenset({"enum", "items", "anyOf", "properties"})


def told_to_answer(view: View, symbol: int, trait: Trait) -> bool:
    """Whether a slot is in the schema of what a model answers that is handed a picture near, or where its name is."""
    text = view.reading.text
    if trait not in ASKED_FOR or not text or len(text) > LONGEST:
        return False
    names = {view.symbol(one).name for one in view.ancestors(symbol)} - {""}
    if any(_SCHEMA.fullmatch(name) for name in names) and hands_picture(view, view.line_of(symbol)):
        return True
    handed = _handed(text)
    return any(hands_picture(view, line) for name in names & handed.keys() for line in handed[name])


@lru_cache(maxsize=16)
def _handed(text: str) -> Mapping[str, tuple[int, ...]]:
    """The names of what is handed to models in a file as the schema of an answer, with the lines where that is done."""
    told: dict[str, tuple[int, ...]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        for one, other in _HANDED.findall(line[:WIDE]):
            told[one or other] = (*told.get(one or other, ()), number)
    return told


def describes_an_answer(view: View, symbol: int) -> bool:
    """Whether a text is the description of a member of a schema: a type stands beside it, and no screen shows it."""
    if symbol < 0 or view.symbol(symbol).kind is not SymbolKind.ENTRY or view.symbol(symbol).parent < 0:
        return False
    if view.symbol(symbol).name != "description":
        return False
    beside = [view.symbol(one) for one in view.children.get(view.symbol(symbol).parent, ())]
    return any(one.name in _SORTS or (one.name == "type" and _TYPE.fullmatch(one.value)) for one in beside)
