"""Lists of the same groups in one file, of which only one says what it is of. All of it is invented."""

import pytest

from sousveil.model.words import Kind
from tests.linking.laid import report

COUNTED = """<script>
const detectedFaces = ref({camera: '', glasses_count: 0, mask_count: 0,
  %s_count: 0, %s_count: 0, %s_count: 0 })
export default {
  methods: {
%s
    worded(race) {
      const raceLabels = {
        black: 'Black', latino: 'Latino', middle_eastern: 'Middle Eastern'
      }
      return raceLabels[race] || 'other'
    }
  }
}
</script>
"""
FAR = "\n".join(f"    step{number}() {{ this.page = {number} }}," for number in range(60))
STORED = """
class DetectedFace(Model):
    camera = ForeignKey(Camera)
    glasses = CharField()
    mask = CharField()
    race = CharField(choices=[("a", "Asian"), ("b", "Black"), ("c", "Latino"), ("d", "White")])

%s

class Words:
    %s = {"asian": "Asiatisch", "black": "Schwarz", %s: "Latino", "white": "Weiss"}
"""
PAGES = "\n".join(f"def page_{number}(request):\n    return {number}\n" for number in range(30))


def capabilities(files: dict[str, str]) -> set[int]:
    """The lines of the places that are told of people who are seen."""
    found = report(files, sifted=True).findings
    return {
        place.line for one in found if one.kind is Kind.CAPABILITY for place in one.evidence if place.line is not None
    }


@pytest.mark.parametrize(
    ("groups", "told"), [(("black", "latino", "middle_eastern"), True), (("car", "bus", "van"), False)]
)
def test_words_for_what_is_counted_in_the_same_file(groups: tuple[str, str, str], told: bool) -> None:
    page = COUNTED % (*groups, FAR)
    line = next(at for at, text in enumerate(page.splitlines(), 1) if "Middle Eastern" in text)
    assert (line in capabilities({"Counts.vue": page})) is told


@pytest.mark.parametrize(("last", "told"), [('"latino"', True), ('"indian"', False)])
def test_words_for_what_a_column_takes_in_the_same_file(last: str, told: bool) -> None:
    code = STORED % (PAGES, "race_words", last)
    line = next(at for at, text in enumerate(code.splitlines(), 1) if "race_words" in text)
    assert (line in capabilities({"models.py": code})) is told
