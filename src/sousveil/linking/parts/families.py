"""Files of models whose names, outputs or labels are those of a family that is documented.

That is a likeness and no more: what a file gives out, and in which order, is not known by it. The number of outputs
says nothing by itself and is not looked at.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

import msgspec

from sousveil.knowledge.families import known_labels, plain_label
from sousveil.knowledge.pack import ModelFamily
from sousveil.model.examined import Examined
from sousveil.model.late import late
from sousveil.model.text import Reading

MODELS = (
    ".onnx",
    ".tflite",
    ".h5",
    ".keras",
    ".pt",
    ".pth",
    ".caffemodel",
    ".ncnn",
    ".mnn",
    ".rknn",
    ".cvimodel",
    ".engine",
)
"""Endings of files that hold a model and are opaque without what describes it."""
ALSO_MODELS = (
    ".hdf5", ".safetensors", ".pb", ".bin", ".xml", ".param", ".prototxt", ".pdmodel", ".bmodel", ".mlmodel", ".dlc",
    ".trt", ".hef", ".pkl", ".weights", ".ckpt",
)  # fmt: skip
"""Endings that models have and other files too: only beside a name that is known."""
_LABEL_FILE = late(r"(?:labels?|classes|class_names|config|preprocessor_config|model|metadata)\b.*|.*[._-]labels?\..*")
_NUMBERED = late(r"^\W*\d+[\s:.,;=-]+")
_MOST_TEXTS = 4000
"""Texts of a file beside a model that are looked through for labels; a longer one is no list of them."""


class By(StrEnum):
    """What is like a family, the most telling first."""

    FILE = "file"
    OUTPUTS = "outputs"
    LABELS = "labels"


_BY = {by: number for number, by in enumerate(By)}


class Likeness(msgspec.Struct, frozen=True, kw_only=True):
    """A model file that is like a family: by what, and the name or file that says so."""

    family: ModelFamily
    by: By
    text: str


def is_model(path: str) -> bool:
    """Whether a path ends as those of model files do."""
    return path.lower().endswith(MODELS)


def likenesses(examined: Sequence[Examined], families: Iterable[ModelFamily]) -> dict[int, tuple[Likeness, ...]]:
    """The families that each model file is like, by its index, those that the most telling mark names.

    Files that are like none are left out.
    """
    known = tuple(families)
    beside = _labels_by_folder(examined)
    found: dict[int, tuple[Likeness, ...]] = {}
    endings = (*MODELS, *ALSO_MODELS)
    for at, item in enumerate(examined):
        path = item.path.lower()
        if path.endswith(endings) and item.record.leaf:
            alike = sorted(_like(item, known, beside if path.endswith(MODELS) else {}), key=lambda one: _BY[one.by])
            if alike:
                found[at] = tuple(one for one in alike if one.by is alike[0].by)
    return found


def _like(item: Examined, known: Sequence[ModelFamily], beside: Mapping[str, Sequence[tuple[str, frozenset[str]]]]) -> Iterator[Likeness]:  # fmt: skip  # noqa: E501
    folder, name = _parts(item.path)
    texts = [unit.text for reading in item.readings for unit in reading.units]
    own = [(name, _texts(reading)) for reading in item.readings]
    for family in known:
        if any(_begins(name, file) for file in family.files):
            yield Likeness(family=family, by=By.FILE, text=name)
        elif names := next((names for names in family.tensors if all(_stands(name, texts) for name in names)), None):
            yield Likeness(family=family, by=By.OUTPUTS, text=", ".join(names))
        elif family.by_labels:
            orders = [known_labels(order) for order in family.orders]
            for file, labels in (*own, *beside.get(folder, ())):
                if any(order <= labels for order in orders):
                    yield Likeness(family=family, by=By.LABELS, text=file)
                    break


def _stands(name: str, texts: Iterable[str]) -> bool:
    """Whether the name of an output stands in one of the texts, by itself or as a part of a longer one."""
    pattern = re.compile(rf"(?<![\w]){re.escape(name)}(?![\w])")
    return any(pattern.search(text) for text in texts if name in text)


def _begins(name: str, known: str) -> bool:
    rest = name.lower().removeprefix(known.lower())
    return rest != name.lower() and not rest[:1].isalnum()


def _labels_by_folder(examined: Sequence[Examined]) -> dict[str, list[tuple[str, frozenset[str]]]]:
    """What is written in the files of labels of each folder that holds a model."""
    folders = {_parts(item.path)[0] for item in examined if is_model(item.path)}
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for item in examined if folders else ():
        folder, name = _parts(item.path)
        if folder in folders and _LABEL_FILE.fullmatch(name.lower()) and not is_model(name):
            for reading in item.readings:
                if len(reading.units) <= _MOST_TEXTS:
                    found.setdefault(folder, []).append((name, _texts(reading)))
    return found


def _texts(reading: Reading) -> frozenset[str]:
    """The texts of a reading, and the lines of a short one, as labels are compared."""
    lines = reading.text.split("\n") if len(reading.text) <= _MOST_TEXTS else []
    texts = [*(unit.text for unit in reading.units), *(_NUMBERED.sub("", line) for line in lines)]
    return frozenset(map(plain_label, texts))


def _parts(path: str) -> tuple[str, str]:
    folder, _, name = path.replace("\\", "/").replace("!", "/").rpartition("/")
    return folder, name
