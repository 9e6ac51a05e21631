import pytest

from sousveil.model.limits import Limits
from sousveil.model.text import Reading, holds
from sousveil.model.words import Role
from sousveil.reading.registry import recognise
from tests.reading.looking import outline, place_of


def _readings(source, *words, name="a/b.Rmd"):
    data = source.encode()
    reader = recognise(data, name)
    assert reader is not None
    out = list(reader.read(memoryview(data), name, [place_of(data, word) for word in words], Limits()))
    readings = {one.language: one for one in out if isinstance(one, Reading)}
    assert all(holds(unit, data) for one in readings.values() for unit in one.units)
    return readings


_REPORT = """\
Of a larch

```{python one}
KINDS = ["larch tree", "oak"]
```

more

````{python}
def name(n):
    return KINDS[n]
```
````

```python
shown = ["larch shown"]
```
"""


def test_chunks_of_a_language_are_one_program_at_the_lines_of_the_file():
    readings = _readings(_REPORT, "larch tree")
    assert outline(readings["python"]) == [
        "array KINDS", "  item larch tree", "  item oak", "function name", "  parameter n",
    ]  # fmt: skip
    assert [unit.line for unit in readings["python"].units if unit.text == "larch tree"] == [4]
    assert readings["python"].text == _REPORT
    assert readings["python"].rows == ()


def test_what_is_only_shown_is_text():
    readings = _readings(_REPORT, "Of a larch", "larch shown")
    assert list(readings) == ["rmd"]
    reading = readings["rmd"]
    told = {unit.text: reading.rows[unit.line - 1] for unit in reading.units}
    assert told["Of a larch"] == 1
    assert told['shown = ["larch shown"]'] == _REPORT.split("\n").index('shown = ["larch shown"]') + 1
    assert all(unit.role is Role.DOCUMENT for unit in reading.units)


@pytest.mark.parametrize(
    ("fence", "called"),
    [
        ("```{r}", "r"),
        ("```{r, engine='python'}", "python"),
        ('```{r name, fig.cap="x"}', "r"),
        ("~~~ {julia}", "jl"),
        ("```{sql, connection=db}", "sql"),
        ("```{ojs}", "javascript"),
        ("```{Rcpp}", "cpp"),
        ("```{code-cell} ipython3", "python"),
        ("```{.python}", None),
        ("```{{python}}", None),
        ("```{figure} larch.png", None),
        ("``` python", None),
        ("```", None),
    ],
)
def test_which_fences_run_something(fence, called):
    readings = _readings(f"{fence}\nlarches = 'larch'\n{fence[:3]}\n", "larch'")
    assert list(readings) == [called or "rmd"]


def test_a_fence_that_is_not_closed_ends_with_the_text():
    assert list(_readings("```{python}\nlarches = 'larch'\n", "larch'")) == ["python"]


def test_markdown_is_a_document_unless_it_was_a_notebook():
    plain = "# Trees\n\n```{python}\nlarches = 'larch'\n```\n"
    assert recognise(plain.encode(), "a.md").name == "lines"
    noted = "---\njupytext:\n  formats: md:myst\nkernelspec:\n  name: python3\n---\n\n" + plain
    assert list(_readings(noted, "larch'", name="a.md")) == ["python"]


@pytest.mark.parametrize(
    "source",
    [
        "```{r}\nx <- 'larch'\n```\n" * 20_000,
        "```" + " " * 500_000 + "x\n```\n```{r}\nx <- 'larch'\n",
        " " * 500_000 + "\n```{r" + " " * 500_000 + "}\nx <- 'larch'\n",
        "```{" + "r" * 300_000 + "}\n```\n```{r}\nx <- 'larch'\n",
    ],
)
def test_many_fences_and_long_lines_take_no_long_time(source):
    assert list(_readings(source, "larch'")) == ["r"]
