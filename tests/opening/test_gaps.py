from sousveil.model.place import Layer
from sousveil.opening.gaps import CODES, gap, printable


def test_whatever_could_hide_something_says_what_to_do():
    for code in CODES:
        made = gap(code, (), inner=Layer(kind="zip-member", name=b"a"))
        assert made.locator[-1].name == b"a"
        assert made.remedy.endswith(".") or not made.could_hide


def test_every_code_is_seen_in_a_test():
    from pathlib import Path

    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert not [code for code in CODES if f'"{code}"' not in tests]


def test_names_for_the_eye():
    assert printable("民族".encode()) == "民族"
    assert printable("民".encode("gb18030")) == "\\xc3\\xf1"
    assert len(printable(b"x" * 70_000)) == 200
