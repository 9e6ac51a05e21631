"""What a target calls itself: the claim of the part that speaks for all of it, quoted.

A part speaks for the target where it lies at the root: of a file or folder that holds one thing only, the root of that.
Among many parts that each have a name of their own, none speaks for the whole.
"""

from collections.abc import Iterator, Sequence

from sousveil.judging.evidence import Quoter
from sousveil.model.calling import Said
from sousveil.model.examined import Examined
from sousveil.model.late import late
from sousveil.model.report import Evidence, OwnName

MOST = 3
"""Claims at the root: where there are more, nobody can say which is that of the whole."""
_BEHIND = late(
    r"|PKG-INFO|package\.json|Info\.plist|AndroidManifest\.xml|control|"
    r"DEBIAN/control|[^/]+\.(?:dist-info|egg-info)/(?:METADATA|PKG-INFO)|EGG-INFO/PKG-INFO|(?:[^/]+\.app/)?Contents/Info\.plist|"
    r"META-INF/maven/[^/]+/[^/]+/pom\.properties|pom\.xml|control\.tar[^/]*(?:/<[^/]+>)*/control"
)
"""Where such a part lies, from the root on; nothing: the root itself, a program."""


def own_names(examined: Sequence[Examined], quoter: Quoter) -> tuple[OwnName, ...]:
    """What the target calls itself; empty where no part speaks for all of it."""
    ways = {at: _steps(item.path) for at, item in enumerate(examined)}
    leaves = [ways[at] for at, item in enumerate(examined) if item.record.leaf and item.record.size]
    speaking = [at for at, item in enumerate(examined) if item.calls]
    if not speaking or not leaves:
        return ()
    root = _shared(leaves)
    found: list[OwnName] = []
    for at in speaking:
        behind = [step for step in ways[at][root:] if not step.startswith("<") or "control.tar" in str(ways[at])]
        if len(ways[at]) < root and any(len(way) < root for way in leaves):
            continue
        if _BEHIND.fullmatch("/".join(behind)):
            found += _names(at, examined, quoter)
    found.sort(key=lambda one: len(one.evidence[0].layers))
    distinct = {(one.by, one.name, one.version): one for one in reversed(found)}
    if len(distinct) > MOST:
        return ()
    found = [one for one in found if one in distinct.values()]
    for one in found:
        quoter.quoted.update(int(place.blob[1:]) for place in one.evidence)
    return tuple(found)


def _names(at: int, examined: Sequence[Examined], quoter: Quoter) -> Iterator[OwnName]:
    item = examined[at]
    number = item.record.number
    for calling in item.calls:
        yield OwnName(
            by=calling.by,
            name=calling.name.text,
            version=calling.version.text if calling.version else "",
            maker=calling.maker.text if calling.maker else "",
            evidence=tuple(_quoted(one, number, quoter) for one in calling.said),
        )


def _quoted(said: Said, number: int, quoter: Quoter) -> Evidence:
    return Evidence(
        blob=f"b{number}", layers=quoter.layers(number), line=said.line, column=said.column, offset=said.offset,
        length=said.length, encoding=(said.encoding,), text=said.text, role="value", says=(),
    )  # fmt: skip


def _shared(ways: list[list[str]]) -> int:
    """How many steps all of them begin with."""
    first, last = min(ways), max(ways)
    return next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))


def _steps(path: str) -> list[str]:
    return [step for step in path.replace("!", "/").split("/") if step not in {"", "."}]
