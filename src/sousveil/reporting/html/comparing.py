"""A comparison as a page: one file that opens from disk, asks for nothing, and has no script."""

from markupsafe import Markup

from sousveil.model.comparison import SAME, Comparison
from sousveil.reporting.html import digest_of, environment, file_of
from sousveil.reporting.visible import visible
from sousveil.reporting.words import ENGLISH, Words


def comparison_html(comparison: Comparison, words: Words = ENGLISH) -> str:
    """``comparison`` as one HTML document; see :func:`sousveil.reporting.comparing.retold` for other languages."""
    style = file_of("report.css")
    return (
        environment()
        .get_template("compare.html.j2")
        .render(
            comparison=comparison,
            same=SAME,
            words=words,
            say=words.say,
            called=lambda names: words.list(f"“{visible(name)}”" for name in names),
            plain=visible,
            count=words.count,
            style=Markup(style),  # noqa: S704 - a file of the package
            style_hash=digest_of(style),
        )
    )
