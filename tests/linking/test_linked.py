"""Words in the midst of a sentence that lead to another page, and choices of a page. All of it is invented."""

import pytest

from sousveil.model.words import Kind
from tests.linking.laid import report

PAGE = """<html><body>
<h2>Faces in the picture</h2>
<p>Hair: <b>long</b>, beard: <b>none</b>, glasses: <b>none</b>, face detected by the camera</p>
{line}
<p>Beard and moustache, hat, glasses</p>
</body></html>
"""
SENTENCES = [
    '<p>Its teachers hold it to be a branch of <a href="/x" title="Taoism">Taoism</a>, and it has many customs.</p>',
    '<p>Many in those towns are of the old <i><a href="/x" title="Buddhism">Buddhism</a></i> or of a newer faith.</p>',
]
CHOICES = [
    '<ul><li><a href="/x" title="Taoist">Taoist</a></li><li><a href="/y" title="Buddhist">Buddhist</a></li></ul>',
    '<p>Religion: <a href="/x" title="Taoist">Taoist</a> <a href="/y" title="Buddhist">Buddhist</a></p>',
]


def capable(line: str) -> bool:
    return any(one.kind is Kind.CAPABILITY for one in report({"a.html": PAGE.format(line=line)}).findings)


@pytest.mark.parametrize("line", SENTENCES)
def test_a_link_in_a_sentence(line: str) -> None:
    assert not capable(line)


@pytest.mark.parametrize("line", CHOICES)
def test_a_link_by_itself(line: str) -> None:
    assert capable(line)
