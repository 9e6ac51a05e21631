from sousveil.opening.page import PAGE, placed
from sousveil.reading.page import section
from sousveil.reading.registry import readers


def test_page_is_current():
    page = PAGE.read_text(encoding="utf-8")
    assert page == placed(page, "reading", section()), "run python -m sousveil.reading.page"


def test_every_kind_and_every_limit_is_on_it():
    text = section()
    for reader in readers():
        assert all(kind in text for kind in reader.kinds)
        assert all(limit in text for limit in reader.limits)
