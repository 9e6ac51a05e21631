"""Invented reports of very many findings: what a page must still open quickly."""

import msgspec

from sousveil.model.report import ContextLine, Finding, Report
from sousveil.model.words import Kind, Stage
from tests.reporting.invented import CASES, capability, evidence, other, report

FILES = 100


def many(count: int) -> Report:
    """``count`` capabilities of one place each, in a hundred files, no two lines alike."""
    base = capability(chain=(), explanations=())
    return _report(tuple(_alone(base, n) for n in range(count)))


def many_chains(count: int) -> Report:
    """``count`` capabilities of five places each with their links."""
    base = capability()
    return _report(
        tuple(
            msgspec.structs.replace(
                base, id=f"c-{n}", claim=f"The record FACE_ATTR_{n} has a slot for one of four groups.",
                evidence=tuple(
                    msgspec.structs.replace(place, layers=(f"include/face{n % FILES}.h",), line=20 * n + at)
                    for at, place in enumerate(base.evidence)
                ),
            )
            for n in range(count)
        )
    )  # fmt: skip


def many_kinds(count: int) -> Report:
    """``count`` findings, as many of each kind."""
    kinds = tuple(Kind)
    plain = capability(chain=(), explanations=())
    made: list[Finding] = []
    for n in range(count):
        kind = kinds[n % len(kinds)]
        if kind is Kind.CAPABILITY:
            made.append(_alone(plain, n))
        else:
            made.append(_alone(other(kind, f"ethnic{n}", f"The word ethnic{n} stands in a settings file."), n))
    return _report(tuple(made))


SHAPES = {
    "capabilities of one place": many,
    "capabilities of five places, joined": many_chains,
    "findings of every kind": many_kinds,
}
"""What `make bench-page` opens."""


def _alone(base: Finding, n: int) -> Finding:
    place = evidence("emEthnic", (Stage.FIELD,), "field")
    there = msgspec.structs.replace(
        place, layers=(f"src/file{n % FILES}.h",), line=n + 1, text=f"emEthnic{n}",
        context=(ContextLine(n + 1, f"    BYTE emEthnic{n};", quoted=True),),
    )  # fmt: skip
    return msgspec.structs.replace(base, id=f"m-{n}", evidence=(there,))


def _report(findings: tuple[Finding, ...]) -> Report:
    return report(msgspec.structs.replace(CASES["found"].target(), findings=findings))
