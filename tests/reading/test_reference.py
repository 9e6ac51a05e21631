"""Archives of meaning are told from lists of labels, and their words are set aside with a reason."""

import json

import pytest

from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading
from sousveil.reading.reference import kind_of
from sousveil.reading.registry import recognise
from sousveil.running.options import Options
from sousveil.running.scan import scan
from tests.samples.reading import java_class
from tests.samples.reading.reference import ALL, GROUPS, labels, many

_EACH = [(kind, name, data) for kind, files in ALL.items() for name, data in files]


@pytest.mark.parametrize(("kind", "name", "data"), _EACH, ids=[name for _, name, _ in _EACH])
def test_an_archive_is_known_by_its_layout(kind, name, data):
    assert kind_of(memoryview(data), name) == kind
    reader = recognise(data, name)
    assert reader is not None
    assert reader.name == "reference"


@pytest.mark.parametrize("kind", ALL)
def test_its_words_are_set_aside_with_the_reason(kind, tmp_path):
    for name, data in ALL[kind]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    (target,) = scan([tmp_path], Options(jobs=1)).targets
    assert target.findings == ()
    assert target.discards
    assert target.verdict.complete


_PRODUCT = {
    "labels.txt": "\n".join(GROUPS),
    "race.txt": "black\nwhite\nasian\nindian\n",
    "classes.txt": "\n".join(f"class{n}" for n in range(1000)),
    "vocab.txt": "[UNK]\nblack\nwhite\nasian\n",
    "labels.json": json.dumps({"black": 0, "white": 1, "asian": 2}),
    "attributes.json": json.dumps([{"emoji": "x", "label": word} for word in GROUPS]),
    "nations.json": json.dumps([{"code": n, "name": word} for n, word in enumerate(GROUPS)]),
    "people.txt": "\n".join(f"{word}, {word} face, 1" for word in many()),
    "face.xml": "<theme><race>black</race><race>white</race></theme>",
    "names.dic": "3\nblack\nwhite\nasian\n",
    "face.model": "\n\x05black\n\x05white",
    "settings.dat": "race=black\nface=white\n",
    "codes.txt": "\n".join(f"{n:04X} black face" for n in range(90)),
} | {name.rpartition("/")[2]: data.decode() for name, data in labels().items()}


@pytest.mark.parametrize("name", _PRODUCT)
def test_a_list_of_labels_is_no_archive(name):
    assert kind_of(memoryview(_PRODUCT[name].encode()), name) == ""


def test_not_more_than_some_hundred_words_are_given():
    data = "\n".join([*many(), *["Uyghur"] * 400]).encode()
    places = [Place(len(data) - 7 * n - 6, len(data) - 7 * n, 0, "utf-8") for n in range(400)]
    reader = recognise(ALL["dictionary"][0][1], "zz.dic")
    assert reader is not None
    (reading,) = [one for one in reader.read(memoryview(data), "a.txt", places, Limits()) if isinstance(one, Reading)]
    assert 0 < len(reading.units) <= 300


@pytest.mark.parametrize(
    ("name", "base", "reader"),
    [
        ("sun/util/resources/cldr/ext/LocaleNames_xx", "sun/util/resources/OpenListResourceBundle", "reference"),
        ("sun/util/resources/cldr/ext/LocaleNames_xx", "java/lang/Object", "java-class"),
        ("maker/gate/FaceLabels_zh", "java/util/ListResourceBundle", "java-class"),
    ],
)
def test_only_bundles_in_the_packages_of_java_itself_are_locale_data(name, base, reader):
    pool = java_class.Pool()
    data = java_class.class_file(pool, 0x31, name, base, [], [])
    found = recognise(data, f"classes/{name}.class")
    assert found is not None
    assert found.name == reader
