"""Values of a list that a model's answer picks, and tables that it looks up. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage, Trait
from tests.linking.laid import report


def stages(files: dict[str, str]) -> set[Stage]:
    told = report(files, sifted=True).findings
    return {s for f in told if f.kind is Kind.CAPABILITY and f.trait is Trait.SKIN_COLOUR for s in f.stages}


PYTHON = """
names = ['ivory', 'yellowish', 'dark brown', 'other']
for path in pictures:
    frame = cv2.imread(path)
    face = faces.detect(frame)[0]
    {name} = names[{by}]
    cv2.putText(frame, {name}, (3, 9))
"""
SCRIPT = """
const names = ["白皙", "自然色", "黝黑"];
async function look(video, image) {{
  const face = await faces.detectSingleFace(video);
  const {name} = names[{by}];
  label.innerText = {name};
}}
"""


@pytest.mark.parametrize(("file", "code"), [("look.py", PYTHON), ("look.js", SCRIPT)])
def test_the_name_that_is_given_a_value_says_what_the_list_is_of(file: str, code: str) -> None:
    told = stages({file: code.format(name="skin_hue", by="net.predict(face)[0]")})
    assert {Stage.SCHEME, Stage.INFERENCE} <= told
    assert not stages({file: code.format(name="roof_hue", by="net.predict(face)[0]")})
    assert Stage.INFERENCE not in stages({file: code.format(name="skin_hue", by="chosen")})


TABLE = """
export const %s: Record<string, string[]> = {
  fair: ['fair', 'porcelain', 'pale'],
  medium: ['medium', 'beige'],
  deep: ['deep', 'ebony', 'brown'],
};
"""
ASKS = """
import { %s } from './tones';
export async function look(net: Net, photo: File, image: Blob) {
  const seen = await net.%s(photo);
  return Object.entries(%s).find(([one, words]) => words.includes(seen.label));
}
"""


def test_a_table_that_is_looked_up_elsewhere_by_a_classifier() -> None:
    def told(table: str, call: str) -> set[Stage]:
        return stages({"src/tones.ts": TABLE % table, "src/look.ts": ASKS % (table, call, table)})

    assert Stage.SCHEME in told("SKIN_TONE_WORDS", "classify")
    assert not told("SKIN_TONE_WORDS", "upload")
    assert not told("ROAST_WORDS", "classify")


SHOP = """
import { SKIN_TONE_WORDS } from './tones';
export function shade(product: Product, image: Blob, price: number) {
  const seen = predictDelivery(image);
  return SKIN_TONE_WORDS[product.tone];
}
"""


def test_a_table_of_a_shop_is_none() -> None:
    assert not stages({"src/tones.ts": TABLE % "SKIN_TONE_WORDS", "src/shop.ts": SHOP})


REACT = """
import { TONE_TEXTS as SKIN_TONE_TEXTS } from './texts';
export const Look = ({ photos, camera }) => {
  const [advice, setAdvice] = useState(null);
  async function go(image) {
    const told = await %s(photos, image);
    setAdvice(SKIN_TONE_TEXTS[told.%s]);
  }
  return <section>{%s}</section>;
};
"""
DART = """
final skinToneTexts = {'a': 'A'};
Future<String> look(File image, XFile photo) async {
  final told = await %s(image, photo);
  return skinToneTexts[told['%s']]!;
}
"""


def test_a_table_is_looked_up_by_what_was_told() -> None:
    assert {Stage.INFERENCE, Stage.EXPOSURE} <= stages({"look.jsx": REACT % ("classifyAll", "skinTone", "advice")})
    assert Stage.EXPOSURE not in stages({"look.jsx": REACT % ("classifyAll", "skinTone", "other")})
    assert not stages({"look.jsx": REACT % ("readQuiz", "skinTone", "advice")})
    assert not stages({"look.jsx": REACT % ("classifyAll", "season", "advice")})
    assert Stage.INFERENCE in stages({"look.dart": DART % ("analyzeFace", "skin_tone")})
    assert not stages({"look.dart": DART % ("openSettings", "skin_tone")})
