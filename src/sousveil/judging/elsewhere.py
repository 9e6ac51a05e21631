"""What decides elsewhere: models that are fetched while running, and services that are asked.

Told from the addresses in code and settings, never from prose, and only where the target handles faces or persons. A
product that answers at such an address itself asks nobody: the line says so, by the words of the usual frameworks.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from sousveil.judging.gaps import DECIDES
from sousveil.linking.edges import Chain
from sousveil.linking.parts.families import MODELS
from sousveil.model.examined import Examined
from sousveil.model.gap import Gap
from sousveil.model.late import late
from sousveil.model.text import Reading, TextUnit
from sousveil.model.words import Role, Stage, Step

WRITTEN_IN = frozenset({Role.STRING, Role.ITEM, Role.VALUE})
"""Where an address is one that the software itself uses; comments and documents only mention it."""
LONGEST = 4096
"""Code points of a text that is looked through; longer ones are data."""
SHOWN = 200
"""Code points of an address that are shown."""
FETCHED = (
    *MODELS, ".safetensors", ".weights", ".mlmodel", ".mlpackage", ".pb", ".pdmodel", ".pdiparams", ".trt", ".dlc",
    ".hef", ".nnef",
)  # fmt: skip
PACKED = (".gz", ".bz2", ".xz", ".zip", ".zst")
_URL = late(r"https?://[^\s\"'<>|\\^`]+", re.IGNORECASE)
_PATH = late(r"/?(?:[\w.{}$%~-]+/)+[\w.{}$%~-]+")
_WORD = late(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")

SERVICE = frozenset({"api", "apis", "openapi", "rest", "isapi", "service", "services", "facepp"})
"""Parts of a path that mark the interface of a service; a version (``v3``, ``v1.0``) does so too."""
_VERSION = late(r"v\d+(?:\.\d+)*(?:beta\d*|alpha\d*)?", re.IGNORECASE)
ABOUT = ("face", "facial", "detect", "attribute", "recogni", "demograph", "human", "pedestrian")
"""Beginnings of words of a path that asks for what is seen of people."""
NOT_ABOUT = ("facebook", "facet", "facelift")
PAGES = frozenset({"php", "do", "action", "aspx", "ashx", "asmx", "jsp", "cgi", "json"})
"""Endings of a path at which a service answers; what ends otherwise is a file."""
_STUB = late(r"_pb2_grpc$|_grpc_(?:web_)?pb$")
"""Modules that gRPC's generators write for those who call a service (and for those who answer)."""
_ANSWERS = late(
    r"\broutes?\b|\brouter\b|Mapping\b|@(?:Path|Route)\b|\[Http|HandleFunc|\bhandle\(|add_url_rule"
    r"|\b(?:app|server|blueprint|bp|mux|r|engine)\.(?:get|post|put|any|use|api_route)\b",
    re.IGNORECASE,
)


def elsewhere(examined: Sequence[Examined], chains: Iterable[Chain]) -> Iterator[tuple[Examined, Gap]]:
    """Models that are fetched and services that are asked: a gap for each blob that names some, with that blob.

    ``count`` is the number of different addresses. A copy of a blob is not told again.
    """
    tied = [chain for chain in chains if chain.setting.tied]
    if not tied and not any(item.about_people for item in examined):
        return
    asking = {(spot.examined, spot.reading) for chain in tied if chain.structured for spot in chain.spots}
    told: set[str] = set()
    for at, item in enumerate(examined):
        if item.record.digest in told:
            continue
        models: dict[str, None] = {}
        services: dict[str, None] = {}
        for number, reading in enumerate(item.readings):
            for unit in _addressing(reading):
                models.update(dict.fromkeys(_models(unit.text)))
            if (at, number) in asking:
                services.update(dict.fromkeys(_services(reading)))
        if models:
            yield item, Gap(
                step=Step.JUDGING, code="fetched-at-run-time", could_hide=(Stage.SCHEME, Stage.INFERENCE),
                count=len(models), detail=_shown(models),
                remedy="Fetch what stands at these addresses, keep it with the product and scan it too.",
            )  # fmt: skip
        if services:
            yield item, Gap(
                step=Step.JUDGING, code="remote-service", could_hide=DECIDES, count=len(services),
                detail=_shown(services),
                remedy="Ask the maker of the service what it gives out and who can ask for it; it cannot be seen here.",
            )  # fmt: skip
        if models or services:
            told.add(item.record.digest)


def _addressing(reading: Reading) -> Iterator[TextUnit]:
    for unit in reading.units:
        if unit.role in WRITTEN_IN and "/" in unit.text and len(unit.text) <= LONGEST:
            yield unit


def _models(text: str) -> Iterator[str]:
    """The addresses of model files in a text."""
    for match in _URL.finditer(text):
        url = match[0].rstrip(".,;:)]}")
        path = re.split(r"[?#]", url, maxsplit=1)[0].lower()
        for packed in PACKED:
            path = path.removesuffix(packed)
        if path.endswith(FETCHED) and path.count("/") > 2:
            yield url


def _services(reading: Reading) -> Iterator[str]:
    """The interfaces of services that are asked about people in a reading: addresses, paths, and generated stubs."""
    lines: list[str] = []
    for unit in _addressing(reading):
        for path in _asked(unit.text):
            lines = lines or reading.text.split("\n")
            if not (unit.line and unit.line <= len(lines) and _ANSWERS.search(lines[unit.line - 1])):
                yield path
    if "Servicer" in reading.text:
        return  # it answers itself
    yield from (unit.text for unit in reading.units if unit.role is Role.IMPORT and _STUB.search(unit.text))


def _asked(text: str) -> Iterator[str]:
    for match in _URL.finditer(text):
        host, _, path = match[0].partition("://")[2].partition("/")
        if _asks(path, marked=host.lower().startswith("api")):
            yield match[0].rstrip(".,;:)]}")
    if "://" not in text and (whole := text.strip().split("?", 1)[0]) and _PATH.fullmatch(whole) and _asks(whole):
        yield whole


def _asks(path: str, *, marked: bool = False) -> bool:
    """Whether a path is the interface of a service that is asked about people; ``marked``: the host says it is one."""
    parts = re.split(r"[?#]", path, maxsplit=1)[0].strip("/").split("/")
    name, dot, ending = parts[-1].rpartition(".")
    if dot and name and not ending.isdigit() and ending.lower() not in PAGES:
        return False
    if not marked and not any(part.lower() in SERVICE or _VERSION.fullmatch(part) for part in parts):
        return False
    words = [word.lower() for part in parts for word in _WORD.findall(part)]
    return any(word.startswith(ABOUT) and not word.startswith(NOT_ABOUT) for word in words)


def _shown(addresses: Iterable[str]) -> str:
    first = next(iter(addresses))
    return first if len(first) <= SHOWN else first[:SHOWN] + "…"
