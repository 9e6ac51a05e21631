"""Labels of a screen over what code fills with something told of faces. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

RECORD = """
data class FaceAnswer(
    val glasses: Boolean,
    val emotion: String,
    val confidence: Double,
    val race_asian: Double,
    val race_indian: Double
)
"""
OTHER = "data class Winnings(val lap_first: Double, val lap_second: Double)\n"
LAYOUT = """<?xml version="1.0" encoding="utf-8"?>
<LinearLayout xmlns:android="http://schemas.android.com/apk/res/android">
    <LinearLayout>
        <TextView android:text="ASIAN" />
        <{control} android:id="@+id/tvRaceAsian" android:text="A" />
    </LinearLayout>
    <LinearLayout>
        <TextView android:text="INDIAN" />
        <{control} android:id="@+id/tvRaceIndian" android:text="B" />
    </LinearLayout>
</LinearLayout>
"""
BOUND = """
class Detail : AppCompatActivity() {{
    override fun onCreate(state: Bundle?) {{
        val told = intent.getSerializableExtra("told") as HashMap<String, Any?>
        {one}
        {two}
    }}
}}
"""
TAKEN = """
class Detail extends AppCompatActivity {{
    void fill(Map<String, Object> told) {{
        TextView one = findViewById(R.id.tvRaceAsian);
        TextView two = findViewById(R.id.tvRaceIndian);
        {one}
        {two}
    }}
}}
"""
FILES = {
    "Detail.kt": (
        BOUND,
        (
            'binding.tvRaceAsian.text = told["race_asian"].toString()',
            "binding.tvRaceIndian.setText(answer.race_indian)",
        ),
        ('told["race_asian"] = binding.tvRaceAsian.text', "answer.race_indian = binding.tvRaceIndian.getText()"),
        ('binding.tvRaceAsian.text = told["lap_first"]', 'binding.tvRaceIndian.text = told["lap_second"]'),
    ),
    "Detail.java": (
        TAKEN,
        ('one.setText(told.get("race_asian") + "%");', 'two.setText(told.get("race_indian") + "%");'),
        ('told.put("race_asian", one.getText());', 'told.put("race_indian", two.getText());'),
        ('one.setText(told.get("lap_first") + "%");', 'two.setText(told.get("lap_second") + "%");'),
    ),
}


def labels(name: str, lines: tuple[str, str], record: str = RECORD) -> int:
    files: dict[str, str | bytes] = {
        "model/Answer.kt": record,
        "res/layout/detail.xml": LAYOUT.format(control="TextView"),
        name: FILES[name][0].format(one=lines[0], two=lines[1]),
    }
    found = [one for one in report(files, sifted=True).findings if one.kind is Kind.CAPABILITY]
    told = [e for one in found for e in one.evidence if Stage.EXPOSURE in e.shows]
    return sum("detail.xml" in e.layers[-1] for e in told)


@pytest.mark.parametrize("name", FILES)
def test_what_code_fills_with_a_slot_of_faces(name: str) -> None:
    _, fills, reads, others = FILES[name]
    assert labels(name, fills) == 2
    assert labels(name, reads) == 0
    assert labels(name, others) == 0
    assert labels(name, fills, OTHER) == 0
