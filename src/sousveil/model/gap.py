"""What was not examined, why, and whether it could hide evidence."""

import msgspec

from sousveil.model.place import Layer
from sousveil.model.words import Stage, Step

ALL_STAGES: tuple[Stage, ...] = tuple(Stage)
"""For a gap behind which anything could lie."""


class Gap(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Something that was not opened, sifted, read or parsed.

    ``code`` is a short reason in kebab-case from the table in ``sousveil.judging.gaps`` (``encrypted``, ``truncated``,
    ``budget-spent``, ``unreadable``, ``link-outside``, ``worker-died``, ``no-jail`` ...). ``size`` counts the bytes
    that were left out, 0 where that is not known or nothing was. ``could_hide`` lists the stages that evidence in the
    part could show; empty when it could hide none. ``remedy`` says in one sentence what a person can do about it.
    ``count`` is how many such gaps this one stands for. ``detail`` is for the eye only and is escaped by reports.
    """

    step: Step
    code: str
    locator: tuple[Layer, ...] = ()
    size: int = 0
    could_hide: tuple[Stage, ...] = ()
    remedy: str = ""
    detail: str = ""
    count: int = 1
