"""What a piece of work costs, told in lines of the project's code that were run: no clock, so the same everywhere.

A time is that of the machine; a count of lines is that of the code. What C does for one line (a search, a pattern, a
copy) is not in it: see test_patterns for what patterns cost.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import sousveil

_PROJECT = str(Path(sousveil.__file__).parent)


def steps(work: Callable[[], object]) -> int:
    """How many lines of the project's code `work` runs in this thread, from its call to its return."""
    count = 0

    def within(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return within

    def entered(frame: FrameType, event: str, argument: Any) -> Any:
        return within if frame.f_code.co_filename.startswith(_PROJECT) else None

    before = sys.gettrace()
    sys.settrace(entered)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def growth(work: Callable[[int], object], small: int, times: int = 4) -> float:
    """How much more `work` costs for `times` as much as for `small`, per unit: 1 is in step, `times` its square."""
    return steps(lambda: work(small * times)) / steps(lambda: work(small)) / times
