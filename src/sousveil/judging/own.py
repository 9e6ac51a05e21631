"""What a target calls itself: the claim of the part that speaks for all of it, quoted.

A part speaks for the target where it lies at the root: of a file or folder that holds one thing only, the root of that.
Among many parts that each have a name of their own, none speaks for the whole.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from sousveil.judging.evidence import Quoter
from sousveil.model.calling import Calling, Said
from sousveil.model.examined import Examined
from sousveil.model.late import late
from sousveil.model.report import Evidence, OwnName

MOST = 3
"""Claims of one kind at the root: where there are more, nobody can say which is that of the whole."""
_BEHIND = late(
    r"|\.PKGINFO|DESCRIPTION|metadata(?:\.gz(?:/metadata)?)?|info/index\.json|extension\.vsixmanifest|(?:[^/]+\.pkg/)?PackageInfo|[^/]+\.desktop|"
    r"(?:blobs/sha256/)?(?:sha256:)?[0-9a-f]{64}(?:\.json)?|(?:[^/]+/)?[^/]+\.framework/(?:[^/]+/){0,3}Info\.plist|"
    r"PKG-INFO|package\.json|composer\.json|manifest\.json|(?:Resources/)?Info\.plist|AndroidManifest\.xml|AppxManifest\.xml|control|"
    r"pyproject\.toml|setup\.cfg|Cargo\.toml|pom\.xml|[^/]+\.nuspec|(?:META-INF/)?MANIFEST\.MF|(?:meta/)?snap\.yaml|"
    r"DEBIAN/control|[^/]+\.(?:dist-info|egg-info)/(?:METADATA|PKG-INFO)|EGG-INFO/PKG-INFO|"
    r"(?:[^/]+\.app/)?Contents/Info\.plist|(?:Payload/)?[^/]+\.app/Info\.plist|"
    r"setup\.script|\[header\]|META-INF/maven/[^/]+/[^/]+/pom\.properties|control\.tar[^/]*(?:/<[^/]+>)*/control"
)
"""Where such a part lies, from the root on; nothing: the root itself, a program."""
_LABEL = "android:label"


def own_names(examined: Sequence[Examined], quoter: Quoter) -> tuple[OwnName, ...]:
    """What the target calls itself; empty where no part speaks for all of it."""
    speaking = [at for at, item in enumerate(examined) if any(calling.name for calling in item.calls)]
    if not speaking:
        return ()
    ways = {at: _steps(item.path) for at, item in enumerate(examined)}
    leaves = [ways[at] for at, item in enumerate(examined) if item.record.leaf and item.record.size]
    if not leaves:
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
    crowd = {by for by, count in Counter(by for by, _, _ in distinct).items() if count > MOST}
    found = [one for one in found if one in distinct.values() and one.by not in crowd]
    for one in found:
        quoter.quoted.update(int(place.blob[1:]) for place in one.evidence)
    return tuple(found)


def _names(at: int, examined: Sequence[Examined], quoter: Quoter) -> Iterator[OwnName]:
    for calling in examined[at].calls:
        given = _given(at, calling, examined) if calling.asks else {}
        version = given.get("version") or (None if calling.version is None else (at, calling.version))
        label = given.get("label") or (None if calling.label is None else (at, calling.label))
        if calling.name is not None:
            maker = None if calling.maker is None else (at, calling.maker)
            yield _own(calling.by, (at, calling.name), version, maker, examined, quoter)
        if label is not None:
            yield _own(_LABEL, label, version, None, examined, quoter)


_Placed = tuple[int, Said]
"""A text, and the part in which it stands."""


def _given(at: int, calling: Calling, examined: Sequence[Examined]) -> dict[str, _Placed]:
    """What a part asks of the table that lies beside it."""
    beside = _steps(examined[at].path)[:-1]
    for number, other in enumerate(examined):
        gives = next((one.gives for one in other.calls if one.gives), None)
        if gives and _steps(other.path)[:-1] == beside:
            return {what: (number, gives[wanted]) for what, wanted in calling.asks.items() if wanted in gives}
    return {}


def _own(
    by: str, name: _Placed, version: _Placed | None, maker: _Placed | None, examined: Sequence[Examined], quoter: Quoter
) -> OwnName:
    return OwnName(
        by=by, name=name[1].text, version=version[1].text if version else "", maker=maker[1].text if maker else "",
        evidence=tuple(
            _quoted(one[1], examined[one[0]].record.number, quoter) for one in (name, version, maker) if one is not None
        ),
    )  # fmt: skip


def _quoted(said: Said, number: int, quoter: Quoter) -> Evidence:
    return Evidence(
        blob=f"b{number}", layers=quoter.layers(number), line=said.line, column=said.column, offset=said.offset,
        length=said.length, encoding=(said.encoding, *said.escapes), text=said.text, role="value", says=(),
    )  # fmt: skip


def _shared(ways: list[list[str]]) -> int:
    """How many steps all of them begin with."""
    first, last = min(ways), max(ways)
    return next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))


def _steps(path: str) -> list[str]:
    return [step for step in path.replace("!", "/").split("/") if step not in {"", "."}]
