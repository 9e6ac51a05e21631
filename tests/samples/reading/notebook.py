"""A notebook of a tree nursery."""

from sousveil.model.place import Place
from tests.samples.notebooks import code, notebook, printed, text

NAME = "nursery/trees.ipynb"


def build() -> bytes:
    """Cells of both sorts, a command, an output; everything but ASCII escaped."""
    return notebook(
        text("# Bäume\nWhat stands in the *nursery*.\n"),
        code("%matplotlib inline\nimport pandas as pd\n"),
        code('KINDS = ["Lärche", "Ahorn", "\\u6a39"]\n', outputs=[printed("Lärche  3\n")]),
        code("class Tree:\n    kind: str\n\n    def name(self) -> str:\n        # as sold\n        return KINDS[0]\n"),
        escaped=True,
    )


def places() -> list[Place]:
    """One in the program."""
    at = build().index(b"class Tree")
    return [Place(at, at + 10, 0, "utf-8")]
