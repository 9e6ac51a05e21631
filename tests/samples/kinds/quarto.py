"""A report of an invented analyser in Quarto, with chunks in two languages."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Black", "Indian", "White"),
    stages=("vocabulary", "field", "scheme", "inference"),
    quotes=(("item", "indian"), ("key", "dominant_race")),
)


def case() -> dict[str, bytes]:
    """A list in one chunk of Python, named in another behind one of JavaScript."""
    return {
        "report/heads.qmd": b"""\
---
title: Heads
jupyter: python3
---

```{python}
#| label: kinds
import numpy as np
RACE_LABELS = ["asian", "black", "indian", "white"]
```

What the camera sees is cut out before.

```{ojs}
shown = faces.filter(d => d.score > 0.5)
```

~~~~{python}
class RaceHead:
    def predict(self, face_image: np.ndarray) -> dict:
        scores = self.session.run(None, {"input": face_image})[0][0]
        best = int(np.argmax(scores))
        return {
            "race": dict(zip(RACE_LABELS, scores.tolist())),
            "dominant_race": RACE_LABELS[best],
        }
~~~~
"""
    }


def twin() -> dict[str, bytes]:
    """The same of cattle; and a program that is only shown."""
    return {
        "report/herd.qmd": b"""\
---
title: Herd
---

```{python}
BREED_LABELS = ["angus", "black baldy", "white park"]
def predict(cow_image):
    return BREED_LABELS[int(np.argmax(session.run(None, {"input": cow_image})[0]))]
```

Others list what they tell apart, which we do not:

```python
RACE_LABELS = ["asian", "black", "indian", "white"]
def predict(face_image):
    return RACE_LABELS[int(np.argmax(session.run(None, {"input": face_image})[0]))]
```
"""
    }
