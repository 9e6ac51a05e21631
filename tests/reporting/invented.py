"""Invented reports for the tests: the product, the vendor, the files, the digests and the reply do not exist."""

import hashlib
from dataclasses import dataclass, field

import msgspec

from sousveil.model.report import (
    BlobEntry,
    ChainLink,
    ContextLine,
    Coverage,
    Discard,
    Evidence,
    Explanation,
    Finding,
    GapEntry,
    Part,
    Provenance,
    Report,
    Run,
    Signature,
    Statement,
    TargetReport,
    Verdict,
)
from sousveil.model.words import Kind, Origin, Outcome, Owner, Stage, StageState, Step, Strength, Trait

NAME = "ExampleNVR_4.2.0_SDK.zip"
HEADER = (
    "/* 人脸族群属性 */",
    "typedef enum EM_ETHNIC_GROUP {",
    "    EM_ETHNIC_BLACK   = 1,   // 黑人",
    "    EM_ETHNIC_WHITE   = 2,   // 白人",
    "    EM_ETHNIC_YELLOW  = 3,   // 黄种人",
    "    EM_ETHNIC_UYGUR   = 4,   // 维吾尔族",
    "} EM_ETHNIC_GROUP;",
    "typedef struct FACE_ATTR {",
    "    int              nAge;      // 年龄",
    "    EM_GLASSES       emGlasses; // 眼镜",
    "    EM_ETHNIC_GROUP  emEthnic;  // 族群",
    "    EM_MASK          emMask;    // 口罩",
    "} FACE_ATTR;",
    "typedef struct EVT_FACE_SNAP {  // 人脸抓拍事件",
    "    int        nChannel;        // 通道",
    "    FACE_ATTR  stuAttr;         // 人脸属性",
    "} EVT_FACE_SNAP;",
)
FIRST_LINE = 209
S = Stage


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def evidence(
    text: str, says: tuple[Stage, ...], role: str, *, lines: tuple[str, ...] = HEADER, first: int = FIRST_LINE, **more
) -> Evidence:
    """A place that quotes the first ``text`` in ``lines``."""
    row = next(i for i, line in enumerate(lines) if text in line)
    column = lines[row].index(text) + 1
    before = "\r\n".join([*lines[:row], lines[row][: column - 1]])
    values = {
        "blob": "b2",
        "layers": ("include/face_attr.h",),
        "line": first + row,
        "column": column,
        "offset": 6_400 + len(before.encode("gb18030", "replace")),
        "length": len(text.encode("gb18030", "replace")),
        "encoding": ("gb18030",),
        "text": text,
        "role": role,
        "says": says,
        "shows": says,
        "context": tuple(
            ContextLine(first + i, lines[i], i == row) for i in range(max(row - 3, 0), min(row + 4, len(lines)))
        ),
        "name": "",
    }
    return Evidence(**(values | more))


def capability(**more) -> Finding:
    """Five places in one file: the list, a group in it, the slot, the record, the event."""
    places = (
        evidence("EM_ETHNIC_GROUP", (S.SCHEME,), "enum", name="EM_ETHNIC_GROUP"),
        evidence("EM_ETHNIC_UYGUR", (S.SCHEME,), "enum-member", name="EM_ETHNIC_GROUP.EM_ETHNIC_UYGUR"),
        evidence("emEthnic", (S.FIELD,), "field", name="FACE_ATTR.emEthnic"),
        evidence("FACE_ATTR", (), "record", name="FACE_ATTR"),
        evidence("stuAttr", (S.EVENT,), "field", name="EVT_FACE_SNAP.stuAttr"),
    )
    values = {
        "id": "4c7d-19ae",
        "kind": Kind.CAPABILITY,
        "rule": "face/group-scheme",
        "revision": 3,
        "claim": "The record of a face has a slot for one of four groups, “BLACK”, “WHITE”, “YELLOW” or “UYGUR”, and "
        "the event that is sent for a face carries this record.",
        "trait": Trait.ETHNICITY,
        "groups": ("Black", "White", "East Asian", "Uyghur"),
        "as_written": ("BLACK", "WHITE", "YELLOW", "UYGUR"),
        "stages": (S.VOCABULARY, S.FIELD, S.SCHEME, S.EVENT),
        "origin": Origin.IMAGE,
        "strength": Strength.LINKED,
        "owner": Owner.OWN,
        "evidence": places,
        "chain": (
            ChainLink(from_=1, to=0, by="member-of", why="The entry stands in that list."),
            ChainLink(from_=2, to=0, by="typed-as", why="The slot is declared with that list as its type."),
            ChainLink(from_=2, to=3, by="contained-in", why="The slot is one of the slots of that record."),
            ChainLink(from_=3, to=4, by="payload-of", why="The event has a slot of the type of that record."),
        ),
        "explanations": (
            Explanation(
                explanation="It is for reading ID cards",
                seen="no card number, name or address in the record; it holds age, glasses and mask",
                result="does-not-fit",
            ),
        ),
    }
    return Finding(**(values | more))


def other(kind: Kind, text: str, claim: str, says: tuple[Stage, ...] = (S.VOCABULARY,), **more) -> Finding:
    """A finding with one place in a line of its own."""
    place = evidence(text, says, "key", lines=(f"{text} = 1",), first=88, layers=("config/desk.ini",), blob="b3",
                     encoding=("utf-8",), length=len(text.encode()))  # fmt: skip
    values = {
        "id": f"{kind.value[:2]}-{digest(text)[:8]}",
        "kind": kind,
        "rule": f"other/{kind.value}",
        "revision": 1,
        "claim": claim,
        "trait": Trait.NATIONALITY if kind is Kind.DECLARED else Trait.ETHNICITY,
        "groups": (),
        "as_written": (text,),
        "stages": says,
        "origin": Origin.DOCUMENT if kind is Kind.DECLARED else Origin.UNKNOWN,
        "strength": Strength.NAMED,
        "owner": Owner.OWN,
        "evidence": (place,),
    }
    return Finding(**(values | more))


DECLARED = other(
    Kind.DECLARED, "nationality", "The visitor desk keeps the nationality that a passport reader returns.", (S.FIELD,)
)
TRACE = other(
    Kind.TRACE, "byRes2", "The ninth byte of a face record is called “byRes2”; edition 3.8 calls it “byEthnic”."
)
COMPONENT = other(
    Kind.COMPONENT, "ex_face_detect", "Example Face Engine 3.1 was recognised by 14 exported names.",
    owner=Owner.THIRD_PARTY, library="Example Face Engine",
)  # fmt: skip
WORDS = other(Kind.VOCABULARY, "ethnic_group", "The word stands in a settings file.", strength=Strength.NAMED)

ENCRYPTED = GapEntry(
    layers=("engine/models.dat",), step=Step.OPENING, code="encrypted", bytes=23_700_000, could_hide=(S.INFERENCE,),
    remedy="Ask the maker for the key or for the model file.",
)  # fmt: skip
NATIVE = GapEntry(
    layers=("bin/NvrClient.dll",), step=Step.READING, code="native-unlabelled", bytes=3_900_000,
    could_hide=(S.INFERENCE, S.TRIGGER), remedy="Ask the maker for symbol files.",
)  # fmt: skip
LINK = GapEntry(layers=("lib/latest",), step=Step.OPENING, code="link", bytes=0, could_hide=(), remedy="", count=3)

ASIDE = (
    Discard(rule="words/race", reason="a race between horses, cars or threads", count=38,
            sample=evidence("emEthnic", (), "field")),
    Discard(rule="words/colour", reason="colours beside other colours", count=163,
            sample=evidence("nAge", (), "field")),
)  # fmt: skip

FULL = Coverage(bytes=100_000_000, understood=99_000_000, padding=1_000_000, blobs=1_904)
PART = Coverage(
    bytes=100_000_000, understood=71_400_000, sifted=3_900_000, padding=1_000_000, opaque=23_700_000, blobs=1_904
)


def parts_of(cover: Coverage) -> tuple[Part, ...]:
    """Headers, settings and an engine, of which the last is what was not read."""
    header, settings, rest = (cover.understood * n // 10 for n in (6, 3, 1))
    made = [(None, NAME, header + settings + rest, cover.sifted, cover.padding, cover.opaque),
            (0, "include/", header, 0, 0, 0), (1, "face_attr.h", header, 0, 0, 0),
            (0, "config/desk.ini", settings, 0, 0, 0),
            (0, "bin/NvrClient.dll", 0, cover.sifted, 0, 0), (0, "engine/models.dat", 0, 0, 0, cover.opaque),
            (0, "", rest, 0, cover.padding, 0)]  # fmt: skip
    parts = (
        Part(parent=parent, name=name, kind="zip" if parent is None else "", blobs=9, merged=1 if name else 8,
             understood=understood, sifted=sifted, padding=padding, opaque=opaque,
             quoted=name in (NAME, "include/", "face_attr.h"), gap=0 if opaque else None)
        for parent, name, understood, sifted, padding, opaque in made
    )  # fmt: skip
    return tuple(part for part in parts if part.bytes or part.parent is None)


BLOBS = {
    "b1": BlobEntry(parent=None, kind="file", name=NAME, name_hex=NAME.encode().hex(), index=None, extent=None,
                    transform="", sha256=digest(NAME), size=184_000_000),
    "b2": BlobEntry(parent="b1", kind="zip-member", name="include/face_attr.h",
                    name_hex=b"include/face_attr.h".hex(), index=4, extent=(100, 9_000), transform="deflate",
                    sha256=digest("header"), size=40_000),
    "b3": BlobEntry(parent="b1", kind="zip-member", name="config/desk.ini", name_hex=b"config/desk.ini".hex(), index=5,
                    extent=(9_200, 900), transform="", sha256=digest("desk"), size=900),
}  # fmt: skip
QUESTIONS = (
    "Does the encrypted model file give out an ethnic group? May it be examined?",
    "Is there a screen, search or count by this slot, here or on a server?",
)


@dataclass
class Case:
    """What differs between the outcomes."""

    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    complete: bool = True
    stages: tuple[Stage, ...] = ()
    unchecked: tuple[Stage, ...] = ()
    nothing: tuple[Stage, ...] = (S.OBSERVED,)
    gaps: tuple[GapEntry, ...] = ()
    coverage: Coverage = FULL
    discards: tuple[Discard, ...] = ()
    questions: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    changes: dict = field(default_factory=dict)

    def target(self) -> TargetReport:
        states = {stage.value: StageState.NOT_SHOWN for stage in Stage}
        states |= {stage.value: StageState.NOTHING_TO_LOOK_AT for stage in self.nothing}
        states |= {stage.value: StageState.UNCHECKED for stage in self.unchecked}
        states |= {stage.value: StageState.SHOWN for stage in self.stages}
        capable = [finding for finding in self.findings if finding.kind is Kind.CAPABILITY]
        values = {
            "name": NAME,
            "sha256": digest(NAME),
            "size": 184_000_000,
            "provenance": Provenance(from_="the maker’s download page", by="Example Installer", when="2026-11-18"),
            "verdict": Verdict(
                outcome=self.outcome,
                complete=self.complete,
                incomplete_because=self.because,
                stages=self.stages,
                states=states,
                traits=tuple(dict.fromkeys(finding.trait for finding in self.findings)),
                groups=tuple(dict.fromkeys(group for finding in capable for group in finding.groups)),
            ),
            "blobs": BLOBS,
            "findings": self.findings,
            "questions": self.questions,
            "statements": (),
            "gaps": self.gaps,
            "coverage": self.coverage,
            "discards": self.discards,
            "parts": parts_of(self.coverage),
        }
        return TargetReport(**(values | self.changes))


FOUND_STAGES = (S.VOCABULARY, S.FIELD, S.SCHEME, S.EVENT)
VALID = Signature(scheme="authenticode", state="valid", by="Example Vendor")
LIBRARY = capability(owner=Owner.THIRD_PARTY, library="Example Face Engine")

CASES: dict[str, Case] = {
    "found": Case(
        Outcome.FOUND, (capability(), TRACE, COMPONENT, DECLARED, WORDS), complete=False, stages=FOUND_STAGES,
        unchecked=(S.INFERENCE, S.TRIGGER), gaps=(NATIVE, ENCRYPTED, LINK), coverage=PART, discards=ASIDE,
        questions=QUESTIONS, because=("unread", "decides-out-of-sight"),
    ),
    "found-inference": Case(
        Outcome.FOUND, (capability(stages=(*FOUND_STAGES, S.INFERENCE)),), stages=(*FOUND_STAGES, S.INFERENCE),
        changes={"provenance": Provenance(signatures=(VALID,))},
    ),
    "found-third-party": Case(Outcome.FOUND, (LIBRARY,), stages=FOUND_STAGES),
    "indicated": Case(
        Outcome.INDICATED, (TRACE, COMPONENT), stages=(S.VOCABULARY,), questions=QUESTIONS, discards=ASIDE[:1]
    ),
    "declared": Case(Outcome.DECLARED, (DECLARED,), stages=(S.VOCABULARY, S.FIELD)),
    "vocabulary": Case(
        Outcome.VOCABULARY, (WORDS,), complete=False, stages=(S.VOCABULARY,), gaps=(ENCRYPTED,), coverage=PART,
        unchecked=(S.INFERENCE,), because=("unread",),
    ),
    "nothing-complete": Case(Outcome.NOTHING),
    "nothing-inconclusive": Case(
        Outcome.NOTHING, complete=False, gaps=(ENCRYPTED, NATIVE), coverage=PART, unchecked=(S.INFERENCE, S.TRIGGER),
        because=("unread",),
    ),
}  # fmt: skip


def report(*targets: TargetReport) -> Report:
    return Report(
        schema=1,
        run=Run(
            tool="sousveil",
            version="0.1.0",
            knowledge=digest("knowledge"),
            rules={"face/group-scheme": "says: a list of groups of people\nfind: [group/*]\n"},
            options={"format": "html"},
            started="2026-11-20T10:00:00Z",
            sandbox="no network, files read only",
            reproducible=True,
        ),
        targets=targets,
    )


FOREIGN = {
    "TargetReport": ("name", "questions"),
    "Statement": ("from_", "when", "source", "text", "asked", "entered"),
    "Provenance": ("from_", "by", "when"),
    "Signature": ("scheme", "by", "layers"),
    "Verdict": ("groups", "headline"),
    "BlobEntry": ("kind", "name", "transform"),
    "Finding": ("id", "rule", "claim", "groups", "as_written", "also_at", "precedents", "provisions", "library"),
    "Evidence": ("layers", "text", "role", "name", "encoding"),
    "ContextLine": ("text",),
    "ChainLink": ("by", "why"),
    "Explanation": ("explanation", "seen", "result"),
    "Discard": ("rule", "reason"),
    "GapEntry": ("layers", "code", "remedy", "detail"),
    "Part": ("name", "kind"),
    "Run": ("tool", "version", "knowledge", "rules", "options", "started", "sandbox"),
}


def poison(value: object, text: str) -> object:
    """``value`` with ``text`` in every slot that can hold a string which is not a word of the model or a digest."""
    if isinstance(value, msgspec.Struct):
        slots = FOREIGN.get(type(value).__name__, ())
        return msgspec.structs.replace(
            value,
            **{
                name: _filled(getattr(value, name), text) if name in slots else poison(getattr(value, name), text)
                for name in value.__struct_fields__
            },
        )
    if isinstance(value, tuple):
        return tuple(poison(item, text) for item in value)
    if isinstance(value, dict):
        return {key: poison(item, text) for key, item in value.items()}
    return value


def _filled(value: object, text: str) -> object:
    if isinstance(value, str):
        return text
    if isinstance(value, dict):
        return {text: text}
    return tuple(_filled(item, text) for item in value)


def full_case() -> Report:
    """Every slot in use: two targets, a signature, replies, like cases, provisions, equal files elsewhere."""
    busy = capability(
        also_at=(("copy.zip", "include/face_attr.h"),), precedents=("A like case.",), provisions=("A provision.",),
        library="Example Face Engine",
    )  # fmt: skip
    made = CASES["found"].target()
    target = msgspec.structs.replace(
        made,
        findings=(busy, *made.findings[1:]),
        statements=(
            Statement(
                from_="Example Vendor",
                when="2026-11-22",
                source="a letter",
                text="It is a reserved interface.",
                asked="2026-11-20",
                entered="2026-11-23T10:00:00+00:00",
            ),
        ),
        provenance=Provenance(from_="a page", by="a person", when="2026-11-18", signatures=(VALID,)),
        gaps=tuple(msgspec.structs.replace(gap, detail="detail") for gap in made.gaps),
        verdict=msgspec.structs.replace(made.verdict, headline="This file lists groups."),
    )
    waited = Statement(from_="Example Vendor", when="2026-11-22", source="", text="", asked="2026-11-20", entered="")
    return report(target, msgspec.structs.replace(CASES["nothing-inconclusive"].target(), statements=(waited,)))


def case(name: str) -> Report:
    return report(CASES[name].target())
