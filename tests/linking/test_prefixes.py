"""Short words that are the mark of a maker in a list of names, and groups in another list."""

from sousveil.model.words import Kind
from tests.linking.laid import report

LIST = """
typedef enum {{ {0}UNKNOWN = 0, {0}UYGUR = 1, {0}TIBETAN = 2, {0}KAZAKH = 3, {0}OTHER = 4 }} {0}ETHNICITY;
typedef struct {{ int age; int glasses; {0}ETHNICITY ethnicity; }} {0}FACE;
"""


def groups(text: str) -> set[str]:
    return {g for f in report({"sdk.h": text}).findings if f.kind is Kind.CAPABILITY for g in f.groups}


def test_what_all_names_of_a_list_begin_with_is_no_group():
    assert groups(LIST.format("VA_")) == groups(LIST.format("XQ_")) == {"Uyghur", "Tibetan", "Kazakh"}


def test_the_same_word_as_one_of_the_names_is_one():
    assert "Wa" in groups(LIST.format("XQ_").replace("XQ_OTHER", "XQ_VA"))
