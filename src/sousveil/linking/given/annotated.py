"""Labels of a data set that a study only counts and groups by: ``df["race"].value_counts()`` of names of files.

Collections of faces say in the names of their files, or in a table beside them, who is in a picture. A study of how
even such a collection is, or of how well a model for something else does for each group, takes the label from there,
counts, groups, draws and prints it. Each line of such a file that names the trait does one of these things. Where one
does anything else (hands it to a model, learns from it, gives it what a model answers), nothing is said.
"""

import re

from sousveil.linking.graph import View
from sousveil.linking.standing import PROSE
from sousveil.model.late import late
from sousveil.model.words import Trait

WHY = "labels of a data set are counted and grouped by there, and no model tells the trait or learns it"
LONGEST = 400_000
"""Code points of a file that is looked through."""
WIDE = 300
"""Code points of a line that is looked at; on a longer one anything may stand."""
_PEOPLE = frozenset({Trait.RACE, Trait.ETHNICITY, Trait.SKIN_COLOUR})
_WORD = r"(?:race|ethnic|skin|fitz)"
_PIECES = r"(?:parts?|pieces|tokens?|fields|splits?|row|info|meta\w*|name_?parts)\s*(?:\[|$)"
_TAKEN = late(
    rf"=(?!=)[^\n]*?(?:\.r?split\(|str_?split)|[\"']?\s*(?:[:,]|=(?!=))\s*(?:int\(|str\()?\s*{_PIECES}"
    r"|^\s*(?:return|yield)\b|\.(?:append|add)\(|\bcol(?:umn|_?name)s?\s*=|\b(?:use_?cols|names)\s*=",
    re.IGNORECASE,
)
"""It is a piece of the name of a file or of a row, and is handed on or named as a column."""
_STATES = late(
    r"value_counts|group_?by|\b(?:n_?)?unique\(|crosstab|pivot|describe\(|hist(?:plot|ogram)?\(|(?:count|bar|box|violin)_?plot|\bbarh?\(|\bpie\("
    r"|\bhue\s*=|facet_|\btable\(|\baes\(|\bcount\(|\bCounter\(|sort_index|\bsensitive_features\s*=|\bstratify\s*=|nlargest"
    r"|accuracy|\bauc|(?<![a-z])[tf][pn]r(?![a-z])|selection_rate|dispar|parity|distribution|(?<![a-z])counts?(?![a-z])",
    re.IGNORECASE,
)
"""It is counted, grouped by or drawn."""
_PICKED = late(r"\[[^\n]*==[^\n]*\]|\.isin\(|\.query\(|\bfilter\([^\n]*==|\bsubset\(|\bfor\b[^\n]{1,80}\bin\b")
"""Rows of one group are picked out of a table."""
_TURNED = late(
    rf"^\s*[\w.]+\[\s*[\"']\w*{_WORD}\w*[\"']\s*\]\s*=\s*[\w.]+(?:\[\s*[\"']\w*{_WORD}\w*[\"']\s*\]|\.\w*{_WORD}\w*)"
    r"\.(?:map|replace|astype|fillna|str\.\w+|apply)\(|\.(?:rename|dropna|drop|recode)\(|\b(?:factor|recode|as\.\w+)\(",
    re.IGNORECASE,
)
"""A column is given in words, or cleaned, and stays the same column."""
_NAMED = late(
    rf"^\s*\w*{_WORD}\w*\s*(?::\s*[\w\[\], ]+)?(?:=(?!=)|<-)\s*(?:c\(|[\[{{(])\s*(?:[\"'\d]|$)", re.IGNORECASE
)
"""The words for the labels are listed."""
_LOOKED_UP = late(
    rf"\b\w*{_WORD}\w*\s*\[\s*(?![\"']|:|\w*{_WORD}|int\(\s*(?:\w*{_WORD}|parts?|row|tokens?)|(?:parts?|row|tokens?)\[)",
    re.IGNORECASE,
)
"""A list is looked up by something else than a label: by what a model gives out, it may be."""
_SAID = late(
    r"^\s*(?:print|cat|message|display|paste)\(|\b(?:log(?:ger|ging)?|st|sns|plt|ax\w*)(?:\.|\[[^\n]{1,20}\]\.)\w+\(|title|[xy]_?label|legend",
    re.IGNORECASE,
)
"""It is printed, or the title of a drawing."""
_MODEL = late(
    r"predict|(?<![a-z])model|arg_?max|softmax|logits|classif|infer(?!ence_results)|forward\(|deepface|analy[sz]e\(|\.fit\(|(?<![a-z])loss"
    r"|Dense\(|Linear\(|categorical|one_?hot|dummies|encoder|(?<![a-z])net\(|detect|recogni|estimat|dominant|fairface",
    re.IGNORECASE,
)
"""Where a line names one of these, it is no line of counting."""
_TARGET = late(
    r"^\s*(?:self\.)?(?:y|y_?(?:train|test|val|race|eth)\w*|targets?\w*|labels?\w*|classes|num_\w+)\s*(?:=(?!=)|<-)",
    re.IGNORECASE,
)
"""What a model learns is given the trait."""
_SAYING = late(r"\"[^\"\n]*\s[^\"\n]*\"|'[^'\n]*\s[^'\n]*'")
"""A text of several words."""
_LABELLED = late(
    r"\.r?split\(\s*[\"']_|\.r?split\(|str_?split|label\w*\.csv|annotat|meta_?data|ground_?truth|data_?set|attributes?\w*\.(?:csv|txt)",
    re.IGNORECASE,
)
"""Where labels of a collection come from."""
_PREDICTED = late(
    r"(?:pred\w*|infer\w*|detect\w*|dominant|estimat\w*|apparent)[_ .]?(?:race|ethnic|skin)"
    r"|(?:race|ethnicity|skin_?\w{0,5})_?(?:pred|scores?|prob|conf|logit|head|out(?:put)?(?![a-z])|model|net(?![a-z])|loss)"
    r"|[\"'][^\"'\n]*(?:predict|output|result|infer|detect|deepface)[^\"'\n]*\.(?:csv|json|parquet|xlsx?|pkl)[\"']",
    re.IGNORECASE,
)
"""What was told by a model is counted just so: its own name, or that of the file, says it."""


def only_counted(view: View) -> bool:
    """Whether each line of a program that names the trait takes a label of a data set, counts it or groups by it."""
    text = view.reading.text
    if not 0 < len(text) <= LONGEST or _LABELLED.search(text) is None or _PREDICTED.search(text) is not None:
        return False
    units = {view.unit(hit.unit) for hit in view.hits if hit.trait in _PEOPLE}
    told = {unit.line for unit in units if unit.role not in PROSE}
    lines = [view.lines[line - 1] for line in told if line is not None and line <= len(view.lines)]
    if None in told or not lines or not all(map(_counts, lines)):
        return False
    return any(_STATES.search(line) is not None for line in lines)


def lists_labels(view: View, line: int) -> bool:
    """Whether a list that begins on a line is of the words for such labels: the line names the trait."""
    named = {tag.concept for tag in view.tag(view.lines[line - 1][:WIDE])} if 0 < line <= len(view.lines) else set()
    return any(f"trait/{trait.value}" in named for trait in _PEOPLE)


def _counts(line: str) -> bool:
    """Whether a line takes a label, counts it, groups by it or prints it, and does nothing else with it."""
    if len(line) > WIDE or _LOOKED_UP.search(line) is not None:
        return False
    if _TARGET.search(line) is not None or _MODEL.search(_SAYING.sub("", line)) is not None:
        return False
    return any(pattern.search(line) is not None for pattern in (_TAKEN, _STATES, _PICKED, _TURNED, _NAMED, _SAID))
