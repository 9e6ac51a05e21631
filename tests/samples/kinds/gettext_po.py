"""Messages of gettext before they are compiled, and the page of an invented recorder that asks for them."""

from tests.samples import screens
from tests.samples.kinds import Finds

FINDS = Finds(
    groups=(),
    stages=("vocabulary", "exposure"),
    quotes=(("ui-label", "Этническая группа"), ("string", "Origin")),
)


def case() -> dict[str, bytes]:
    """In Russian."""
    return {
        "gate/locale/ru/LC_MESSAGES/gate.po": """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: ru\\n"

#: filter.py:7
msgid "Age range"
msgstr "Возраст"

#: filter.py:9
msgid "Origin"
msgstr "Этническая группа"
""".encode(),
        "gate/filter.py": screens.SEARCH_PY,
    }


def twin() -> dict[str, bytes]:
    """A form of members of staff."""
    return {
        "staff/locale/ru/LC_MESSAGES/staff.po": """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Origin"
msgstr "Национальность"

msgid "Horse race"
msgstr "Скачки"
""".encode(),
        "staff/form.py": screens.PROFILE_PY,
    }
