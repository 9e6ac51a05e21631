"""A vignette of an invented client in R: what its chunks do, and what its text says."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Black", "White"),
    stages=("vocabulary", "field", "scheme"),
    quotes=(("key", "ethnicity"), ("item", "black")),
)


def case() -> dict[str, bytes]:
    """A list of labels, and the record of a face."""
    return {
        "vignettes/faces.Rmd": b"""\
---
title: Faces
---

Pictures are sent, and come back with what was seen.

```{r setup, include=FALSE}
library(magick)
ethnicity_labels <- c("black", "white", "asian")
```

```{r detect, fig.width=4}
read_face <- function(image) {
  face <- detect_face(image)
  list(face_id = face$id, age = face$age, ethnicity = ethnicity_labels[face$class])
}
```

```r
install.packages("client")
```
"""
    }


def twin() -> dict[str, bytes]:
    """A study of people who said it themselves, whose plots have titles in bold face."""
    return {
        "analysis/survey.Rmd": b"""\
---
title: Survey
---

Participants gave their age and ethnicity.

```{r plot}
library(ggplot2)
ethnicity_colours <- c(black = '#984EA3', white = '#E41A1C', asian = '#FFFF33')
ggplot(answers, aes(age, income, colour = ethnicity)) +
  geom_point() + facet_wrap(~ethnicity) +
  scale_colour_manual(values = ethnicity_colours) +
  theme(plot.title = element_text(size = 14, face = "bold"), axis.text = element_text(face = c(rep('plain', 3))))
```
"""
    }
