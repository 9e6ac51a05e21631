from sousveil.opening.page import PAGE, placed, section


def test_page_is_current():
    page = PAGE.read_text(encoding="utf-8")
    assert page == placed(page, "opening", section()), "run python -m sousveil.opening.page"


def test_sections_of_other_rooms_stay():
    page = placed(placed("", "opening", "one\n"), "reading", "two\n")
    page = placed(page, "opening", "three\n")
    assert page.index("three") < page.index("two")
    assert "one" not in page
