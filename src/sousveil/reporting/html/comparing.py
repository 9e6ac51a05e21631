"""A comparison as a page: one file that opens from disk, asks for nothing, and has no script."""

from markupsafe import Markup

from sousveil.model.comparison import SAME, Comparison
from sousveil.reporting.html import digest_of, environment, file_of
from sousveil.reporting.words import ENGLISH


def comparison_html(comparison: Comparison) -> str:
    """``comparison`` as one HTML document."""
    style = file_of("report.css")
    return (
        environment()
        .get_template("compare.html.j2")
        .render(
            comparison=comparison,
            same=SAME,
            words=ENGLISH,
            say=ENGLISH.say,
            count=ENGLISH.count,
            style=Markup(style),  # noqa: S704 - a file of the package
            style_hash=digest_of(style),
        )
    )
