"""English: every message of the terminal page and the HTML report.

A pair is a message with two plural forms, for one and for other counts. No sentence is built from pieces except where a
slot takes a list. Words that a report never uses (``FORBIDDEN`` in the tests) stand in none of them. A message that is
new in ``en_findings.py`` or ``en_pages.py`` needs its like in ``zh_hans_findings.py`` or ``zh_hans_pages.py``; a
sentence that another room puts into a report, in ``zh_hans_told.py``.
"""

from collections.abc import Mapping

from sousveil.reporting.catalogue.en_findings import FINDINGS
from sousveil.reporting.catalogue.en_pages import PAGES

MESSAGES: Mapping[str, str | tuple[str, str]] = {**FINDINGS, **PAGES}
