"""From YAML to the pack: deterministic, so that a test can tell whether the committed pack is current."""

from pathlib import Path

import msgspec
from blake3 import blake3

from sousveil.knowledge import cases, lexicon, published
from sousveil.knowledge.load import PACK_NAME
from sousveil.knowledge.pack import Pack
from sousveil.knowledge.placing import placed
from sousveil.knowledge.rules import read_rules
from sousveil.knowledge.sources import read_sources
from sousveil.knowledge.strict import DATA, KnowledgeError, read


def build(folder: Path = DATA) -> Pack:
    """The pack of the YAML files below ``folder``; its digest covers everything in it. Raises ``KnowledgeError``."""
    terms, concepts = lexicon.read_all(folder / "lexicon")
    known = published.read_published(folder)
    names = {concept.name for key, concept in concepts.items() if key.startswith("group/")}
    precedents, provisions = cases.read_precedents(folder), cases.read_provisions(folder)
    for key, fault in (*published.faults(known, concepts), *cases.faults(precedents, provisions, names)):
        raise KnowledgeError(placed(folder / f"{key}.yaml", fault, key))
    pack = Pack(
        terms=tuple(lexicon.joined([*terms, *known.terms()])),
        concepts=concepts | known.concepts(),
        rules=read_rules(folder),
        companions={key: tuple(value) for key, value in read(folder / "companions.yaml", dict[str, list[str]]).items()},
        sources={key: one for key, (one, _) in read_sources(folder).items()},
        digest="",
        layouts=known.layouts,
        lists=known.lists,
        components=known.components,
        models=known.models,
        sdks=known.sdks,
        precedents=precedents,
        provisions=provisions,
    )
    return msgspec.structs.replace(pack, digest=blake3(encode(pack)).hexdigest())


def encode(pack: Pack) -> bytes:
    """The pack as it is committed."""
    return msgspec.msgpack.Encoder(order="deterministic").encode(pack)


def compile_pack(folder: Path = DATA) -> Pack:
    """Build and write the pack; returns it."""
    pack = build(folder)
    (folder / PACK_NAME).write_bytes(encode(pack))
    return pack
