"""A small folder of knowledge in which nothing is wrong, every field of every kind of file among it."""

import json
import re
from pathlib import Path
from typing import Any

import yaml

from sousveil.knowledge import lexicon, rules
from sousveil.knowledge.pack import Component, KnownList, Layout, ModelFamily, Precedent, Provision, Sdk, Source

SOURCE = {"repository": "a/b", "path": "c.h", "line": 3, "commit": "0123"}
READ = {"repository": "a/b", "path": "c.h", "read": "2026-11-27", "line": 3, "commit": "0123"}
CLAUSES = [
    {"any": ["context/face"], "scope": "near", "within": 2, "at-least": 1, "count": "concepts", "strong": True,
     "but": ["?group/hill"], "because": "it is so"},
    {"words": ["horse"], "scope": "unit"}, {"paths": ["*.css"], "scope": "path"}, {"shape": "word-list",
     "scope": "file"},
]  # fmt: skip
SAMPLE = {"text": "emFolk", "role": "field", "parent": "FACE", "siblings": ["age"], "comment": "folk", "near": ["x"],
          "path": "a.h", "concept": "trait/folk"}  # fmt: skip
LIKE = {
    "traits": ["race"],
    "kinds": ["capability"],
    "stages": ["field"],
    "groups": ["Hill people"],
    "names": ["emFolk"],
}

GOOD: dict[str, tuple[object, Any]] = {
    "sources.yaml": (dict[str, Source], {
        "somewhere": {"title": "A book", "version": "1", "licence": "facts only", "where": "example.org"},
        "published": {"title": "Published software"},
    }),
    "companions.yaml": (dict[str, list[str]], {"trait": ["trait"]}),
    "lexicon/folk.yaml": (lexicon.File, {
        "family": "trait", "sift": {"strong": "strong", "weak": "weak"}, "company": "trait",
        "concepts": {"folk": {"name": "folk", "trait": "ethnicity", "slur": False, "code": "01",
                              "company": "trait", "sift": {"strong": "strong", "weak": "weak"},
                              "words": [{"source": "somewhere", "weak": False, "sift": "strong", "form": "word",
                                         "company": "trait", "not-in": ["folk song"], "slur": False,
                                         "en": ["folk kind"], "fr": ["sorte de gens"]}]}},
    }),
    "lexicon/groups.yaml": (lexicon.File, {
        "family": "group", "sift": {"strong": "never", "weak": "never"},
        "concepts": {"hill": {"name": "Hill people", "trait": "ethnicity", "words": [{"source": "somewhere",
         "en": ["hill people"]}]}},
        "adds": {"trait/folk": [{"source": "somewhere", "en": ["folk type"]}]},
    }),
    "lexicon/context.yaml": (lexicon.File, {
        "family": "context", "sift": {"strong": "never", "weak": "never"},
        "concepts": {"face": {"name": "a face", "words": [{"source": "somewhere", "en": ["face"]}]}},
    }),
    "company/face.yaml": (rules.Named, {
        "explanation": "A face is near.", "where": CLAUSES, "because": "it is so", "sources": ["somewhere"]}),
    "innocents/song.yaml": (rules.Named, {
        "explanation": "It is a song.", "where": [{"words": ["song"], "scope": "unit"}], "because": "a song",
        "sources": ["somewhere"]}),
    "rules/own/folk.yaml": (rules.RuleFile, {
        "revision": 1, "status": "nursery", "says": "names a kind of folk", "look-in": ["field", "key"],
        "find": ["trait/folk"], "needs": ["company/face", CLAUSES[0]], "weak-needs": ["company/face"],
        "unless": ["innocents/song"], "limits": ["Other words."], "sources": ["somewhere"],
        "tests": [{"hit": SAMPLE}, {"miss": {"text": "folk song", "because": "a song"}},
         {"todo-hit": {"text": "fk"}}]}),
    "layouts/face.yaml": (Layout, {
        "record": "FACE", "also": ["FACE_V2"], "part": False, "sources": [SOURCE], "slots": [
            {"name": "nAge", "size": 4}, {"name": "emFolk", "size": 4, "trait": "ethnicity",
             "other-names": ["byFolk"]},
            {"name": "nMask", "size": 4}]}),
    "layouts/folk-list.yaml": (KnownList, {
        "list": "FOLK", "trait": "ethnicity", "also": ["FOLK_V2"], "sources": [SOURCE],
        "values": [{"value": 1, "name": "HILL", "concept": "group/hill"}]}),
    "components/engine.yaml": (Component, {
        "name": "Engine", "trait": "race", "says": "gives out race", "limits": ["No version."], "sources": [SOURCE],
        "marks": [{"kind": "symbol", "text": "engine_open"}]}),
    "models/net.yaml": (ModelFamily, {
        "name": "net", "trait": "race", "component": "engine", "files": ["net_of_folk"], "tensors": [["folk_logits"]],
        "by-labels": True, "disputed": "two circulate", "limits": ["No order."], "sources": [READ],
        "heads": [{"gives": "race", "width": 2, "at": "output 1", "trait": "race"}],
        "orders": [{"labels": ["north", "south"], "source": READ}]}),
    "sdks/kit.yaml": (Sdk, {
        "name": "Kit", "symbols": ["Kit_Open", "Kit_Close", "Kit_Login", "Kit_Snap"], "sources": [READ],
        "maker": "Folk Cameras", "companies": ["Folk Cameras Ltd"], "products": ["Folk Kit"]}),
    "precedents/case.yaml": (Precedent, {
        "title": "A case", "when": "2020", "maker": "M", "product": "P", "found": "It was found.", "like": LIKE,
        "source": {"title": "T", "where": "example.org", "read": "primary"}, "answer": {"when": "2021",
         "text": "No."}}),
    "provisions/law.yaml": (Provision, {
        "jurisdiction": "eu", "name": "A law", "relevant": "r", "turns-on": "t", "not-by-itself": "n", "if": LIKE,
        "disputed": "d", "read": "2026-11-27", "read-in": "example.org"}),
}  # fmt: skip
Steps = tuple[str | int, ...]
SAID = re.compile(r"^(?P<path>[^:]+):(?P<line>\d+): (?P<what>.+?)[.?] (?P<mend>[A-Z].+[.?])$", re.DOTALL)
"""A sentence as it has to be: the file, the line, what is wrong, and what mends it."""


def written(value: Any) -> tuple[str, dict[Steps, int], dict[Steps, int]]:
    """The text of a value, and the lines of each value and each key in it, by the ways to them."""
    value = json.loads(json.dumps(value))  # nothing shared, of which YAML would make an alias
    text = yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=10_000)
    values: dict[Steps, int] = {}
    keys: dict[Steps, int] = {}

    def walk(node: yaml.Node, steps: Steps) -> None:
        values[steps] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            for name, inner in node.value:
                keys[*steps, name.value] = name.start_mark.line + 1
                walk(inner, (*steps, name.value))
        elif isinstance(node, yaml.SequenceNode):
            for number, inner in enumerate(node.value):
                walk(inner, (*steps, number))

    walk(yaml.compose(text), ())
    return text, values, keys


def laid(folder: Path) -> Path:
    for file, (_, value) in GOOD.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written(value)[0], "utf-8")
    return folder
