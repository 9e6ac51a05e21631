"""Notebooks made by code: cells of code and of text, laid out as Jupyter writes them."""

import json
from collections.abc import Sequence
from typing import Any


def code(source: str, *, outputs: Sequence[dict[str, Any]] = (), **metadata: object) -> dict[str, Any]:
    """A cell of code; ``metadata`` is that of the cell."""
    return {
        "cell_type": "code",
        "execution_count": 1,
        "metadata": metadata,
        "outputs": list(outputs),
        "source": source.splitlines(keepends=True),
    }


def text(source: str) -> dict[str, Any]:
    """A cell of Markdown."""
    return {"cell_type": "markdown", "metadata": {}, "source": source.splitlines(keepends=True)}


def printed(said: str) -> dict[str, Any]:
    """What a run has written to the terminal."""
    return {"name": "stdout", "output_type": "stream", "text": said.splitlines(keepends=True)}


def notebook(*cells: dict[str, Any], language: str = "python", escaped: bool = False, indent: int | None = 1) -> bytes:
    """A notebook of version 4. ``escaped``: everything but ASCII is written as escapes; ``indent``: as in ``json``."""
    book = {
        "cells": list(cells),
        "metadata": {"kernelspec": {"display_name": "own", "language": language, "name": "own"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(book, ensure_ascii=escaped, indent=indent).encode() + b"\n"


def worksheets(*cells: dict[str, Any]) -> bytes:
    """The same cells in a notebook of version 3, each source as one string."""
    old: list[dict[str, Any]] = []
    for cell in cells:
        said = "".join(cell["source"])
        if cell["cell_type"] == "code":
            old.append({"cell_type": "code", "collapsed": False, "input": said, "language": "python", "outputs": []})
        else:
            old.append({"cell_type": "markdown", "source": said})
    book = {"metadata": {"name": ""}, "nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": old}]}
    return json.dumps(book, indent=1).encode()
