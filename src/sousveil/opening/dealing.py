"""Who opens what of one outermost file, and how its blobs are numbered."""

from collections.abc import Iterator

from sousveil.opening.budget import Budget


class Dealing(Iterator[int]):
    """Everything is opened here, and numbered 1, 2, 3 in the order in which it is made.

    A subclass may leave members to others: each is dealt as a whole, with all that is in it, and never a container that
    is large. What is not dealt, everybody opens.
    """

    def __init__(self) -> None:
        self.budget: Budget | None = None
        """That of the whole file, once it is opened."""

        self._made = 0

    def __next__(self) -> int:
        """The number of the next blob."""
        self._made += 1
        return self._made

    def dealt(self, size: int) -> bool:  # noqa: ARG002 - for those who deal
        """Whether a member of ``size`` bytes, at this point, is one to be dealt."""
        return False

    def begin(self, size: int) -> bool:  # noqa: ARG002 - the same
        """A member is dealt. Whether it is opened here; then ``end`` follows."""
        return True

    def end(self, *, well: bool) -> None:
        """A member that was opened here is done with, ``well`` where nothing that went wrong in it reached outside."""
