"""How other programs name what a report names: paths as URIs, kinds as levels."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import quote

from sousveil.model.report import BlobEntry, TargetReport
from sousveil.model.words import Kind
from sousveil.reporting.visible import visible

MAKER = "Sousveil"
LEVEL = {Kind.CAPABILITY: "error", Kind.PROFILING: "error"}
"""What a build may stop at; whatever else is found is said without a level."""
TO_REVIEW = frozenset({Kind.TRACE, Kind.COMPONENT, Kind.STATED})
"""What a person must look at."""
LONGEST = 2000
"""Characters of a text that a format of others is given: the JSON report has all."""
_SAFE = "/-._~!$'()*+,;=@"


def uri_of(blob: BlobEntry) -> str:
    """The name of a part as a URI, byte by byte; the ``/`` at its head says that it lies in another (SARIF, 3.24.2)."""
    raw = bytes.fromhex(blob.name_hex) or blob.name.encode("utf-8", "surrogateescape") or blob.kind.encode()
    return "/" + quote(raw.replace(b"\\", b"/").lstrip(b"/"), safe=_SAFE)


def target_uri(target: TargetReport) -> str:
    """The name of a target as a URI."""
    return quote(target.name.encode("utf-8", "surrogateescape"), safe=_SAFE)


def inside(layers: Sequence[str], name: str) -> str:
    """The way to a part for people: ``outer.zip > include/x.h``; the target's own name for the target itself."""
    return " > ".join(layers) or name


def shown(text: str) -> str:
    """Foreign text on one line, with what hides made visible; of a very long one the beginning."""
    left = len(text) - LONGEST
    return visible(text) if left <= 0 else f"{visible(text[:LONGEST])} … {left:,} more characters"


def moment(text: str) -> str:
    """A time as it is given, ``""`` where a report holds none that is one."""
    try:
        return text if datetime.fromisoformat(text).tzinfo else ""
    except ValueError:
        return ""
