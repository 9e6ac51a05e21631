"""Knowledge that is wrong in its form, its meaning or its place is told by file, line and mend."""

import json
from pathlib import Path

import pytest

from sousveil.cli import main
from sousveil.knowledge.layered import from_texts
from sousveil.knowledge.linting import lint
from sousveil.knowledge.strict import KnowledgeError
from tests.knowledge.good import GOOD, LIKE, READ, SAID, SAMPLE, SOURCE, Steps, laid, written


@pytest.fixture
def base(tmp_path):
    return laid(tmp_path)


# What is no matter of fields

RULE = "rules/own/folk.yaml"


def rule(**more: object) -> str:
    return written({**GOOD[RULE][1], **more})[0]


FORMS: list[tuple[str, str, bytes, int, str]] = [
    ("not closed", RULE, b"revision: 1\nsays: 'x\nstatus: stable\n", 4, "Close the quotation mark"),
    ("colon in text", RULE, b"revision: 1\nsays: a: b\n", 2, "in quotation marks"),
    ("hash and bracket", RULE, b"revision: 1\nfind: [a\nsays: x\n", 3, "in quotation marks"),
    ("indent", RULE, b"revision: 1\n  says: x\n", 2, "indent with spaces"),
    ("tab", RULE, b"revision: 1\ntests:\n\t- hit: {text: x}\n", 3, "Indent with spaces"),
    ("anchor", RULE, b"revision: 1\nfind: &f [trait/folk]\n", 2, "has an anchor (&f). Take it out"),
    ("alias", RULE, b"revision: 1\nfind: *f\n", 2, "has an alias (*f). Write out"),
    ("merge key", RULE, b"revision: 1\n<<: {says: x}\n", 2, "Write the keys out"),
    ("tag", RULE, b"revision: !!int 1\n", 1, "has a tag"),
    ("tag of a program", RULE, b"a: 1\nrevision: !!python/object/apply:os.system [ls]\n", 2, "has a tag"),
    ("key twice", RULE, b"revision: 1\nsays: x\nrevision: 2\n", 3, "Take one of the two out"),
    (
        "inner key twice",
        RULE,
        b"revision: 1\ntests: [{hit: {text: a}, hit: {text: b}}]\n",
        2,
        "Take one of the two out",
    ),
    ("key that is a list", RULE, b"revision: 1\n? [a]\n: b\n", 2, "Write a word before the colon"),
    ("key that is a number", RULE, b"7: b\n" + rule().encode(), 1, "Put the key in quotation marks"),
    ("two documents", RULE, b"revision: 1\n---\nrevision: 2\n", 2, "Take the line '---' out"),
    ("empty", RULE, b"", 1, "is empty. Write 'key: value'"),
    ("a comment alone", RULE, b"# nothing\n", 1, "is empty. Write 'key: value'"),
    ("a list", RULE, b"- a\n- b\n", 1, "Write keys with values"),
    ("a word", RULE, b"folk\n", 1, "Write keys with values"),
    ("byte order mark", RULE, b"\xef\xbb\xbf" + rule().encode(), 1, "Save the file as UTF-8 without one"),
    ("UTF-16", RULE, rule().encode("utf-16"), 1, "Save the file as UTF-8"),
    ("UTF-16 without mark", RULE, rule().encode("utf-16-le"), 1, "save the file as UTF-8"),
    ("Latin-1", RULE, b"revision: 1\nsays: na\xefve\n", 2, "Save the file as UTF-8"),
    ("GB18030", "lexicon/folk.yaml", "family: trait\n# \u6c11\u65cf\n".encode("gb18030"), 2, "Save the file as UTF-8"),
    ("control character", RULE, b"revision: 1\nsays: a\x07b\n", 2, "Take the character out"),
    ("NUL", RULE, b"revision: 1\n\n\nsays: a\x00b\n", 4, "Take the character out"),
    ("huge", RULE, b"# " + b"x" * (1 << 20) + b"\n", 1, "is larger than 1 MiB. Make several files of it"),
    ("deep", RULE, b"revision: 1\nfind: " + b"[" * 100_000, 2, "is nested more than 20 deep. Close the brackets"),
    ("deep by dashes", RULE, b"revision: 1\nfind:\n " + b"- " * 100_000 + b"x\n", 3, "nested more than 20 deep"),
    ("no day", RULE, b"revision: 1\nsays: 2020-13-45\n", 2, "Put the date in quotation marks"),
    ("a day", RULE, b"revision: 1\nsays: 2020-10-05\n", 2, "Put the date in quotation marks"),
    ("a number of 5000 digits", RULE, b"revision: " + b"9" * 5000 + b"\n", 1, "write a smaller number"),
    ("yes for a text", RULE, b"revision: 1\nstatus: nursery\nsays: yes\n", 3, "Put the value in quotation marks"),
    ("negative", RULE, b"revision: 0\n", 1, "Write a number that is not smaller"),
]
MEANINGS: list[tuple[str, str, dict[str, object], Steps, str]] = [
    ("no miss", RULE, {"tests": [{"hit": SAMPLE}]}, ("tests",), "Add a test of something innocent"),
    ("no hit", RULE, {"tests": [{"miss": {"text": "a"}}]}, ("tests",), "Add a test: - hit"),
    ("two in one test", RULE, {"tests": [{"hit": SAMPLE, "miss": {"text": "a"}}, {"miss": {"text": "b"}},
     {"hit": SAMPLE}]},
     ("tests", 0), "Give each test one of"),
    ("no source", RULE, {"sources": []}, ("sources",), "Name a key of sources.yaml"),
    ("no limits", RULE, {"limits": []}, ("limits",), "Say in a sentence"),
    ("nothing to find", RULE, {"find": []}, ("find",), "Name the concepts"),
    ("nowhere to look", RULE, {"look-in": []}, ("look-in",), "look-in: everything"),
    ("source that is none", RULE, {"sources": ["somewhere", "nobody"]}, ("sources", 1), "Add it to sources.yaml"),
    ("concept that is none", RULE, {"find": ["trait/folk", "trait/fog"]}, ("find", 1), "Name one of docs/rules.md"),
    ("family that is none", RULE, {"find": ["trait/folk", "herd/*"]}, ("find", 1), "Name one of docs/rules.md"),
    ("condition that is none", RULE, {"unless": ["innocents/song", "innocents/sing"]}, ("unless", 1),
     "did you mean 'innocents/song'?"),
    ("concept in a clause", RULE, {"needs": ["company/face", {"any": ["context/fax"]}]}, ("needs", 1, "any", 0),
     "Name one of docs/rules.md"),
    ("clause that asks nothing", RULE, {"needs": ["company/face", {"scope": "file"}]}, ("needs", 1),
     "Write any, words"),
    ("near without within", RULE, {"needs": ["company/face", {"words": ["a"], "scope": "near"}]}, ("needs", 1),
     "Write within"),
    ("concept in a condition", "company/face.yaml", {"where": [{"any": ["context/face"]}, {"any": ["context/fax"]}]},
     ("where", 1, "any", 0), "Name one of docs/rules.md"),
    ("condition without clauses", "company/face.yaml", {"where": []}, ("where",), "Add a clause below where"),
    ("innocent without a reason", "innocents/song.yaml", {"because": ""}, ("explanation",), "Add the reason"),
    ("innocent without a source", "innocents/song.yaml", {"sources": []}, ("explanation",),
     "Name a key of sources.yaml"),
    ("slot on one side", "layouts/face.yaml", {"slots": [{"name": "a"}, {"name": "b", "trait": "race"}]}, ("slots",),
     "Add the slot before and the slot after it"),
    ("no slot for a trait", "layouts/face.yaml", {"slots": [{"name": "a"}]}, ("slots",),
     "at the slot that is for it"),
    ("slot twice", "layouts/face.yaml", {"slots": [{"name": "a"}, {"name": "b", "trait": "race"}, {"name": "A"}]},
     ("slots", 2), "Take one of the two out"),
    ("layout from nowhere", "layouts/face.yaml", {"sources": []}, ("sources",), "Name the file or page"),
    ("source without a commit", "layouts/face.yaml", {"sources": [SOURCE, {**SOURCE, "commit": ""}]}, ("sources",
     1), "commit"),
    ("list of nothing", "layouts/folk-list.yaml", {"values": []}, ("values",), "Write what is listed"),
    ("value twice", "layouts/folk-list.yaml", {"values": [
        {"value": 1, "name": "A", "concept": "group/hill"}, {"value": 1, "name": "B", "concept": "group/hill"}]},
     ("values", 1, "value"), "Take one of the two out"),
    ("concept in a list", "layouts/folk-list.yaml", {"values": [{"value": 1, "name": "A", "concept": "group/hall"}]},
     ("values", 0, "concept"), "Name one of docs/rules.md"),
    ("no mark", "components/engine.yaml", {"marks": []}, ("marks",), "Add what it is recognised by"),
    ("short mark", "components/engine.yaml", {"marks": [{"kind": "symbol", "text": "abc"}]}, ("marks", 0, "text"),
     "Write more of the name"),
    ("component that is none", "models/net.yaml", {"component": "nobody"}, ("component",),
     "Name a file of components/"),
    ("no head", "models/net.yaml", {"heads": []}, ("heads",), "Write what it gives out"),
    ("head for another trait", "models/net.yaml", {"trait": "religion"}, ("trait",), "Write trait: at the head"),
    ("short name of a file", "models/net.yaml", {"files": ["net_of_folk", "net"]}, ("files", 1),
     "Write more of the name"),
    ("order of no labels", "models/net.yaml", {"orders": [{"labels": [], "source": READ}]}, ("orders", 0, "labels"),
     "Write the labels"),
    ("two orders", "models/net.yaml", {"disputed": "", "orders": [
        {"labels": ["a", "b"], "source": READ}, {"labels": ["b", "a"], "source": READ}]}, ("orders",),
         "Say why in disputed"),
    ("few symbols", "sdks/kit.yaml", {"symbols": ["Kit_Open"]}, ("symbols",), "Name more functions"),
    ("no maker", "sdks/kit.yaml", {"maker": ""}, ("companies",), "Write maker"),
    ("case read by nobody", "precedents/case.yaml", {"source": {"title": "T", "where": "w", "read": "x"}},
     ("source", "read"),
     "Write read: primary"),
    ("case like everything", "precedents/case.yaml", {"like": {"traits": ["race"]}}, ("like",),
     "Add stages, groups or names"),
    ("group that is none", "precedents/case.yaml", {"like": {**LIKE, "groups": ["Hill people", "Nobody"]}},
     ("like", "groups", 1), "Name a group"),
    ("law read nowhere", "provisions/law.yaml", {"read-in": ""}, ("read",), "Write read-in"),
    ("law of no trait", "provisions/law.yaml", {"if": {"traits": []}}, ("if", "traits"), "Write traits: [race]"),
    ("group of a law", "provisions/law.yaml", {"if": {**LIKE, "groups": ["Nobody"]}}, ("if", "groups", 0),
     "Name a group"),
    ("source that nothing needs", "sources.yaml", {"idle": {"title": "Idle"}}, ("idle:",), "or take it out"),
]  # fmt: skip
WORDS: list[tuple[str, dict[str, object], Steps, str]] = [
    ("source that is none", {"source": "nobody", "en": ["folk kind"]}, ("en", 0), "Add it to sources.yaml"),
    ("short", {"source": "somewhere", "en": ["folk kind", "ab"]}, ("en", 1), "Give the group sift: never"),
    ("one character", {"source": "somewhere", "zh": ["\u6c11\u65cf", "\u6c11"], "sift": "never"}, ("zh", 1),
     "write a longer one"),
    ("stem", {"source": "somewhere", "form": "stem", "en": ["folkish"]}, ("en", 0), "Write form: word"),
    ("twice", {"source": "somewhere", "en": ["folk kind", "Folk  Kind"]}, ("en", 1), "Take one of the two out"),
    ("empty", {"source": "somewhere", "en": ["folk kind", " "]}, ("en", 1), "Write something there"),
    ("no word", {"source": "somewhere", "en": ["folk kind", 7]}, ("en", 1), "Put the value in quotation marks"),
    ("no list", {"source": "somewhere", "en": "folk kind"}, ("en",), "Write a list"),
    ("no language", {"source": "somewhere", "english": ["folk kind"]}, ("english:",), "Write en, zh or the like"),
    ("language of a number", {"source": "somewhere", "1": ["folk kind"]}, ("1:",), "Write en, zh or the like"),
    ("Norwegian", {"source": "somewhere", "no": ["folkeslag"]}, ("no:",), "Put the key in quotation marks"),
]  # fmt: skip


def line_of(steps: Steps, values: dict[Steps, int], keys: dict[Steps, int]) -> int:
    """The line of the value at the end of ``steps``; of the key where the last one ends in a colon."""
    last = str(steps[-1])
    return keys[*steps[:-1], last[:-1]] if last.endswith(":") else values[steps]


def told_by(base: Path, path: Path, line: int, mend: str) -> None:
    told = lint(base)
    assert any(one.startswith(f"{path}:{line}: ") and mend in one for one in told), (line, mend, told)
    assert all(map(SAID.match, told)), told


@pytest.mark.parametrize(("file", "data", "line", "mend"), [one[1:] for one in FORMS], ids=[one[0] for one in FORMS])
def test_a_file_that_is_no_yaml_of_ours(base, file, data, line, mend):
    (base / file).write_bytes(data)
    told_by(base, base / file, line, mend)


@pytest.mark.parametrize(
    ("file", "fields_", "steps", "mend"), [one[1:] for one in MEANINGS], ids=[one[0] for one in MEANINGS]
)
def test_a_file_that_is_well_formed_and_not_good_enough(base, file, fields_, steps, mend):
    text, values, keys = written({**GOOD[file][1], **fields_})
    (base / file).write_text(text, "utf-8")
    told_by(base, base / file, line_of(steps, values, keys), mend)


@pytest.mark.parametrize(("group", "steps", "mend"), [one[1:] for one in WORDS], ids=[one[0] for one in WORDS])
def test_a_line_of_the_lexicon(base, group, steps, mend):
    value = json.loads(json.dumps(GOOD["lexicon/folk.yaml"][1]))
    value["concepts"]["folk"]["words"].append(group)
    del value["concepts"]["folk"]["words"][0]["en"]
    text, values, keys = written(value)
    (base / "lexicon/folk.yaml").write_text(text.replace("\n      'no':", "\n      no:"), "utf-8")
    told_by(base, base / "lexicon/folk.yaml", line_of(("concepts", "folk", "words", 1, *steps), values, keys), mend)


def test_concepts_that_are_two_or_none(base):
    path = base / "lexicon/more.yaml"
    path.write_text("family: trait\nsift: {strong: never, weak: never}\nconcepts:\n  folk: {name: f, words: []}\n")
    told_by(base, path, 4, "Take one of the two out")
    path.write_text("concepts:\n  folk: {name: f, words: []}\n")
    told_by(base, path, 1, "Write both at the head")
    path.write_text("# of ours\nadds:\n  trait/folk: []\n  trait/fold: []\n")
    told_by(base, path, 4, "Did you mean 'trait/folk'?")


def test_a_list_and_a_record_have_names_that_say_so(base):
    for old, new, mend in (
        ("folk-list", "folk", "Call the file folk-list.yaml"),
        ("face", "face-list", "Call the file face.yaml"),
    ):
        (base / f"layouts/{old}.yaml").rename(base / f"layouts/{new}.yaml")
        told_by(base, base / f"layouts/{new}.yaml", 1, mend)
        (base / f"layouts/{new}.yaml").rename(base / f"layouts/{old}.yaml")


def test_what_is_no_file(base):
    path = base / RULE
    path.unlink()
    path.mkdir()
    told_by(base, path, 1, "is a folder with the name of a file. Write a text file of that name")
    path.rmdir()
    path.symlink_to(base / "nowhere.yaml")
    told_by(base, path, 1, "cannot be read (No such file or directory). Put a text file there")
    path.unlink()
    path.symlink_to(path)
    told_by(base, path, 1, "Put a text file there")


# Folders of users

HIT = "hit: {text: emRace, parent: FACE_INFO, siblings: [age, sex]}"
HEAD = (
    "revision: 1\nstatus: nursery\nsays: names it\nfind: [trait/race]\nlimits: [none]\nsources: [usage]\n"
    f"tests:\n  - {HIT}\n  - miss: {{text: brace}}\n"
)


@pytest.fixture
def own_rule(tmp_path):
    lay(tmp_path, "rules/own/folk.yaml", HEAD.encode())
    return tmp_path


def lay(folder: Path, file: str, data: bytes | None = None) -> Path:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    if data is None:
        path.mkdir()
    else:
        path.write_bytes(data)
    return path


OWN: list[tuple[str, str, bytes | None, int, str]] = [
    ("elsewhere", "recipes/a.yaml", b"a: b\n", 1, "Put it below one of company"),
    ("at the top", "folk.yaml", b"a: b\n", 1, "Put it below one of company"),
    ("another name", "rules/Own Rule.yaml", b"a: b\n", 1, "under a name of a-z"),
    ("another end", "rules/own/folk.yml", b"a: b\n", 1, "Let its name end in '.yaml'"),
    ("JSON", "rules/own/folk.json", b"{}", 1, "Let its name end in '.yaml'"),
    ("sources of another end", "sources.yml", b"a: b\n", 1, "Let its name end in '.yaml'"),
    ("capitals", "rules/own/folk.YAML", b"a: b\n", 1, "Let its name end in '.yaml'"),
    ("too deep", "models/own/folk.yaml", b"a: b\n", 1, "Put it right below models/"),
    ("a folder", "rules/own/folk.yaml", None, 1, "is a folder with the name of a file"),
    ("huge", "rules/own/folk.yaml", b"#" * (1 << 21), 1, "Make several files of it"),
    ("companions", "companions.yaml", b"trait: [trait]\n", 1, "Put it below one of company"),
    ("a source without a title", "sources.yaml", b"# mine\nmine: {where: here}\n", 2, "Add the key: 'title: ...'"),
    ("a source with more", "sources.yaml", b"mine: {title: a, licens: b}\n", 1, "Did you mean 'licence'?"),
    ("an idle source", "sources.yaml", b"# mine\nmine: {title: here}\n", 2, "or take it out"),
    ("an idle condition", "company/own.yaml", b"explanation: x\nwhere: [{words: [folk]}]\n", 1, "or take the file out"),
]


@pytest.mark.parametrize(("file", "data", "line", "mend"), [one[1:] for one in OWN], ids=[one[0] for one in OWN])
def test_a_folder_of_users(tmp_path, capsys, file, data, line, mend):
    path = lay(tmp_path, file, data)
    assert main(["rules", "lint", "--knowledge", str(tmp_path)]) in (1, 2)
    told = "".join(capsys.readouterr())
    assert f"{path}:{line}: " in told, told
    assert mend in told, told


def test_what_lies_beside_knowledge_and_is_none_is_left_alone(own_rule):
    lay(own_rule, ".editor/settings.json", b"{}")
    lay(own_rule, "README.md", b"# Mine\n")
    lay(own_rule, "rules/own/notes.txt", b"to do\n")
    assert main(["rules", "lint", "--knowledge", str(own_rule)]) == 0


def test_a_link_of_users_is_told_under_its_own_name(tmp_path, capsys):
    elsewhere = lay(tmp_path, "elsewhere.txt", b"revision: one\n")
    path = lay(tmp_path, "own/rules/own/folk.yaml", b"")
    path.unlink()
    path.symlink_to(elsewhere)
    assert main(["rules", "lint", "--knowledge", str(tmp_path / "own")]) == 1
    assert f"{path}:1: " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("test", "mend"),
    [
        ("hit: {text: horse}", "or make it a todo-hit"),
        ("miss: {text: emRace, parent: FACE_INFO, siblings: [age, sex]}", "Write what rules it out"),
        ("todo-hit: {text: emRace, parent: FACE_INFO, siblings: [age, sex]}", "Make it a hit"),
        ("miss: {text: horse, because: a horse}", "Write the reason that there is behind because"),
    ],
)
def test_a_test_that_fails_is_told_by_line_and_mend(tmp_path, capsys, test, mend):
    path = lay(tmp_path, "rules/own/folk.yaml", f"{HEAD}  - {test}\n".encode())
    assert main(["rules", "test", "--knowledge", str(tmp_path)]) == 1
    told = capsys.readouterr().out
    assert f"{path}:10: own/folk: " in told
    assert mend in told


@pytest.mark.parametrize("text", ["[" * 500_000, "- " * 250_000, "{a: " * 200_000], ids=["lists", "dashes", "maps"])
def test_what_a_report_carries_cannot_go_deeper_than_we_do(text):
    with pytest.raises(KnowledgeError, match="nested more than 20 deep"):
        from_texts({"knowledge/rules/own/folk.yaml": text})
