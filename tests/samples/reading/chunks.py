"""A report on a tree nursery."""

from sousveil.model.place import Place

NAME = "nursery/trees.Rmd"


def build() -> bytes:
    """Text, chunks that run and one that does not, of two languages."""
    return """\
---
title: Bäume
---

What stands in the nursery.

```{r kinds, echo=FALSE}
kinds <- c("Lärche", "Ahorn") # as they are sold
```

```{python}
KINDS = ["larch", "樹"]
```

```r
old <- c("oak")
```
""".encode()


def places() -> list[Place]:
    """One in a program."""
    at = build().index(b"KINDS")
    return [Place(at, at + 5, 0, "utf-8")]
