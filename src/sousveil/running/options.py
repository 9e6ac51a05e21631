"""What a scan can be told, and where it is told: the command line, over ``.sousveil.toml`` in the current folder."""

from datetime import date
from pathlib import Path

import msgspec

from sousveil.judging import Accepted
from sousveil.judging.known import Baseline, KnownError, Suppression, read_baseline, read_suppressions
from sousveil.model.limits import Limits
from sousveil.model.words import Stage

FILE = ".sousveil.toml"


class OptionsError(ValueError):
    """An option that cannot be, in one sentence."""


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """The options of one run.

    ``jobs`` is the number of workers (0: one for each core), ``fail_on`` the stages of which a capability must show one
    for exit code 1 (none: any capability), ``accepted`` the gaps that the person knows of; ``source``, ``by`` and
    ``when`` are what the person says about where the target came from. ``baseline`` and ``suppressions`` are the
    findings that are known or set aside on ``today``; ``jurisdictions`` those whose provisions are named (``eu``).
    """

    jobs: int = 0
    fail_on: tuple[Stage, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    source: str = ""
    by: str = ""
    when: str = ""
    limits: Limits = Limits()
    baseline: Baseline | None = None
    suppressions: tuple[Suppression, ...] = ()
    today: date = date.max
    jurisdictions: tuple[str, ...] = ()
    knowledge: tuple[Path, ...] = ()
    """Folders of the user's own rules and words, laid over ours."""


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """What may stand in ``.sousveil.toml``: the same words as the options of ``scan``, and the limits."""

    format: str = ""
    output: str = ""
    html: str = ""
    fail_on: list[Stage] = []
    accept_gaps: str = ""
    baseline: str = ""
    suppressions: str = ""
    provisions: list[str] = []
    knowledge: list[str] = []
    quiet: bool = False
    jobs: int = 0
    source: str = ""
    by: str = ""
    limits: Limits = Limits()


def settings(folder: Path) -> Settings:
    """The settings in ``folder``, defaults where there is no file. Raises ``OptionsError``."""
    path = folder / FILE
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as why:
        raise OptionsError(f"{FILE}: {why.strerror or why}") from why
    import tomllib  # noqa: PLC0415 - only where there is such a file

    try:
        plain = tomllib.loads(text.decode())
        unknown = set(plain.get("limits", ())) - set(Limits.__struct_fields__)
        if unknown:
            raise OptionsError(f"{FILE}: there is no limit '{min(unknown)}'")
        return msgspec.convert(plain, Settings)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as why:
        raise OptionsError(f"{FILE}: {why}") from why


def stages(words: str) -> tuple[Stage, ...]:
    """Stages from words with commas between. Raises ``OptionsError`` for a word that is none."""
    out = []
    for word in filter(None, (one.strip() for one in words.split(","))):
        if word not in set(Stage):
            raise OptionsError(f"there is no stage '{word}'; the stages are {', '.join(Stage)}")
        out.append(Stage(word))
    return tuple(out)


def jurisdictions(words: str) -> tuple[str, ...]:
    """Jurisdictions from words with commas between. Raises ``OptionsError`` for one of which no text was read."""
    from sousveil.knowledge import load  # noqa: PLC0415 - only where they are asked for

    known = sorted({law.jurisdiction for law in load().provisions if law.read})
    asked = tuple(filter(None, (one.strip().lower() for one in words.split(","))))
    for one in asked:
        if one not in known:
            raise OptionsError(f"no provision of '{one}' was read; those of {', '.join(known)} were")
    return asked


def baseline(path: Path) -> Baseline:
    """The baseline in a file. Raises ``OptionsError``."""
    try:
        return read_baseline(path.read_bytes())
    except (OSError, KnownError) as why:
        raise OptionsError(f"{path}: {getattr(why, 'strerror', None) or why}") from why


def suppressions(path: Path) -> tuple[Suppression, ...]:
    """The suppressions in a file. Raises ``OptionsError``."""
    try:
        return read_suppressions(path.read_bytes())
    except (OSError, KnownError) as why:
        raise OptionsError(f"{path}: {getattr(why, 'strerror', None) or why}") from why


def accepted_gaps(path: Path) -> tuple[Accepted, ...]:
    """The gaps that a person knows and accepts, as (code, path pattern).

    One in a line: a gap's code, blanks, and a pattern of :mod:`fnmatch` for the printed path (``*`` where none is
    given). ``#`` begins the reason, or a comment. Raises ``OptionsError``.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as why:
        raise OptionsError(f"{path}: {getattr(why, 'strerror', None) or why}") from why
    out = []
    for number, line in enumerate(text.splitlines(), 1):
        told, _, reason = line.partition("#")
        words = told.split(None, 1)
        if not words:
            continue
        if not words[0].replace("-", "").isalnum():
            raise OptionsError(f"{path}, line {number}: '{words[0]}' is not the code of a gap")
        out.append(Accepted(words[0], words[1].strip() if len(words) > 1 else "*", reason.strip()))
    return tuple(out)
