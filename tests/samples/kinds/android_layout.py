"""A layout of an invented Android app as its source has it: the filter of captured faces asks for texts and lists."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Uyghur", "Han"),
    stages=("vocabulary", "scheme", "exposure"),
    quotes=(("ui-label", "Ethnicity"), ("option", "Uyghur"), ("value", "filter_kinds")),
)


def _layout(*rows: str) -> bytes:
    return f"""<?xml version="1.0" encoding="utf-8"?>
<LinearLayout xmlns:android="http://schemas.android.com/apk/res/android" android:orientation="vertical">
{"".join(rows)}</LinearLayout>
""".encode()


def _row(element: str, **attributes: str) -> str:
    written = " ".join(f'android:{name}="{value}"' for name, value in attributes.items())
    return f"  <{element} {written}/>\n"


def case() -> dict[str, bytes]:
    """The words stand in the table, the faces in the layout."""
    return {
        "app/res/layout/face_filter.xml": _layout(
            _row("TextView", id="@+id/face_filter_title", text="@string/filter_title"),
            _row("CheckBox", id="@+id/glasses_box", text="@string/filter_glasses"),
            _row("CheckBox", id="@+id/beard_box", text="@string/filter_beard"),
            _row("TextView", text="@string/filter_kind"),
            _row("Spinner", id="@+id/kind_spinner", entries="@array/filter_kinds"),
        ),
        "app/res/values/strings.xml": b"""<resources>
  <string name="filter_kind">Ethnicity</string>
  <string-array name="filter_kinds"><item>Any</item><item>Uyghur</item><item>Han Chinese</item></string-array>
</resources>
""",
    }


def twin() -> dict[str, bytes]:
    """A form of applicants, and a choice of the language."""
    return {
        "app/res/layout/applicant.xml": _layout(
            _row("TextView", text="@string/applicant_address"),
            _row("TextView", text="@string/applicant_kind"),
            _row("Spinner", id="@+id/kind_spinner", entries="@array/applicant_kinds"),
            _row("Spinner", id="@+id/language_spinner", entries="@array/language_kinds"),
        ),
        "app/res/values/strings.xml": b"""<resources>
  <string name="applicant_kind">Ethnicity</string>
  <string-array name="applicant_kinds"><item>Uyghur</item><item>Han Chinese</item></string-array>
  <string-array name="language_kinds"><item>Uyghur</item><item>Tibetan</item><item>English</item></string-array>
</resources>
""",
    }
