"""Texts for people in files of data: what stands in a story is no slot, and no list."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

HEAD = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Letters</title>'
STORY = (
    "She took pictures of faces for a newspaper, of young women in glasses and of old men with beards, and asked what "
    "race and religion had meant to them. "
)
TOLD = (
    "The Orthodox view of the war was one thing, and the Jewish press of the town saw quite another in it, they say. "
)
ASKED = "There are many religious women in photography, the face of a smiling girl with glasses and a mask told her so."


def feed(*texts: str) -> dict[str, str | bytes]:
    items = "".join(
        f"<item><title>{number}</title><description>{text}</description></item>" for number, text in enumerate(texts)
    )
    return {"letters.xml": f"{HEAD}{items}</channel></rss>"}


@pytest.mark.parametrize("texts", [(STORY * 3,), (STORY, ASKED), (TOLD * 2 + STORY, ASKED, TOLD)])
def test_the_entries_of_a_feed_are_no_record_of_a_face(texts: tuple[str, ...]) -> None:
    found = report(feed(*texts)).findings
    assert {one.kind for one in found} <= {Kind.VOCABULARY}


def test_a_manual_that_enumerates_groups_says_so() -> None:
    manual = "Each detected face has an ethnicity attribute. Values: Asian, Black, White or Latino. It may be missing."
    (one, *_) = [
        one for one in report({"manual.html": f"<html><body><p>{manual}</p></body></html>"}).findings if one.groups
    ]
    assert Stage.SCHEME in one.stages
