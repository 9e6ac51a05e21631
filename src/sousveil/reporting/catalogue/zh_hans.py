"""Chinese, simplified: every message of the terminal page and the HTML report.

What other rooms say in English (remedies, reasons, questions) stands in :mod:`.zh_hans_told`. Chinese has no plural
forms: the pairs of the English catalogue are one message each.
"""

from collections.abc import Mapping

from sousveil.reporting.catalogue.zh_hans_findings import FINDINGS
from sousveil.reporting.catalogue.zh_hans_groups import GROUPS
from sousveil.reporting.catalogue.zh_hans_pages import PAGES

MESSAGES: Mapping[str, str | tuple[str, str]] = {**FINDINGS, **PAGES, **GROUPS}
