"""Which declaration a comment speaks about."""

import pytest

from tests.reading.looking import outline, read


def _comments(text: str, name: str = "a.h") -> dict[str, str]:
    lines = outline(read(text.encode(), name)[0])
    return {line.split("  # ")[0].split()[1]: line.split("  # ")[1] for line in lines if "  # " in line}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("struct S {\n  int a; // x\n  int b;\n};", {"a": "// x"}),
        ("struct S {\n  // x\n  // y\n  int a;\n};", {"a": "// x | // y"}),
        ("struct S {\n  int a;      // x\n              // y\n  int b;\n};", {"a": "// x | // y"}),
        ("struct S {\n\tint a;\t\t// x\n\t\t\t\t// y\n\tint b;\n};", {"a": "// x | // y"}),
        ("struct S {\n  int a;      // x\n  // y\n  int b;\n};", {"a": "// x", "b": "// y"}),
        ("struct S {\n  int a;\n  ///< x\n  int b;\n};", {"a": "///< x"}),
        ("struct S {\n  int a; /**< x\n   y */\n  int b;\n};", {"a": "/**< x y */"}),
        ("/* x */\nstruct S { // y\n  int a;\n}; // z", {"S": "/* x */ | // y | // z"}),
        ("typedef struct { int a; } S; // x", {"S": "// x"}),
        ("enum E { A, /* x */ B /* y */ };", {"A": "/* x */", "B": "/* y */"}),
        ("enum E { /** x */ A, /** y */ B };", {"A": "/** x */", "B": "/** y */"}),
        ("int f(int a, // x\n      int b); // y", {"a": "// x", "f": "// y"}),
        ("int f(int a, int b); // x", {"f": "// x"}),
        ("// licence\n\nint f(int a);", {}),
        ("#define A 1 // x\n#define B 2 /* y */\n", {"A": "// x", "B": "/* y */"}),
        ("struct S {\r\n  int a; // x\r\n  int b; // y\r\n};\r\n", {"a": "// x", "b": "// y"}),
        ("int a, b; // x", {"a": "// x"}),
    ],
)
def test_comment_belongs_to(text, expected):
    assert _comments(text) == expected


def test_a_comment_that_documents_nothing_lies_in_what_is_around_it():
    reading, _ = read(b"struct S {\n  int a;\n\n  // x\n\n  int b;\n};", "a.h")
    unit = next(unit for unit in reading.units if unit.text == "// x")
    assert reading.symbols[unit.symbol].name == "S"


def test_python_docstrings_and_comments():
    text = 'class A(IntEnum):\n    """Doc."""\n    # x\n    B = 1  # y\n\ndef f():\n    "Does."\n'
    assert _comments(text, "a.py") == {"A": "Doc.", "B": "# x | # y", "f": "Does."}


def test_one_line_with_everything_is_read_in_reasonable_time():
    text = "var a={" + ",".join(f"k{i}:'v{i}'/*c{i}*/" for i in range(20000)) + "};"
    reading, _ = read(text.encode(), "a.js")
    comment = next(unit for unit in reading.units if unit.text == "/*c19999*/")
    assert reading.symbols[comment.symbol].name == "k19999"
