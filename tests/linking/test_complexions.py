"""Functions called after the skin of somebody in a picture, in several languages. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage, Trait
from tests.linking.laid import report


def inferred(name: str, code: str, trait: Trait = Trait.SKIN_COLOUR) -> bool:
    found = report({name: code}, sifted=True).findings
    return any(f.kind is Kind.CAPABILITY and f.trait is trait and Stage.INFERENCE in f.stages for f in found)


ANSWERS = """
def %s(%s):
    little = resize(%s, (48, 48))
    return "koyu" if little.sum() < BOUND else "soluk"
"""
RUNS = """
class Bakis {
    fun %s(%s): String {
        return engine.run(small)
    }
}
"""


@pytest.mark.parametrize(
    ("called", "taken"),
    [
        ("ten_rengi_tahmin", "resim"),
        ("cilt_rengi_analiz", "goruntu"),
        ("klasifikasi_warna_kulit", "gambar"),
        ("analizar_tono_piel", "foto"),
        ("classificar_cor_da_pele", "imagem"),
        ("estimate_skin_colour", "photo"),
    ],
)
def test_a_function_that_tells_the_skin(called: str, taken: str) -> None:
    assert inferred("look.py", ANSWERS % (called, taken, taken))
    assert not inferred("look.py", ANSWERS % (called, "sifre", "sifre"))


@pytest.mark.parametrize(("called", "taken"), [("analizarTonoPiel", "foto"), ("bestimmeHautton", "bild")])
def test_a_method_that_tells_the_skin(called: str, taken: str) -> None:
    assert inferred("Bakis.kt", RUNS % (called, f"{taken}: Bitmap"))
    assert not inferred("Bakis.kt", RUNS % (called, "nummer: Int"))


@pytest.mark.parametrize(
    ("called", "taken", "given"),
    [
        ("cilt_rengi_analiz", "resim", "return mask"),
        ("deteksi_warna_kulit", "gambar", "return low < gambar"),
        ("detect_skin_colour", "image", "return inside(image, LOW, HIGH)"),
        ("classify_skin_color", "image", "return cv2.inRange(image, LOW, HIGH)"),
        ("get_skin_tone", "image", "return add_weighted(image, TONES[0])"),
        ("extract_skin_tone_layer", "image", "return image.average(3)"),
        ("match_skin_tone", "photo", "return photo.average(3)"),
    ],
)
def test_pixels_of_skin_and_prettier_pictures(called: str, taken: str, given: str) -> None:
    assert not inferred("look.py", f"def {called}({taken}):\n    {given}\n")


def test_what_is_handed_on_to_another_one() -> None:
    handed = "def measure_skin_tone_from_%s(%s):\n    seen = Seen(%s)\n    return measure_skin_tone(%s)\n"
    assert inferred("look.py", handed % ("file", "photo_file", "photo_file", "image"))
    assert not inferred("look.py", handed % ("names", "names", "names", "word"))


@pytest.mark.parametrize(
    ("called", "taken"), [("klasifikasi_etnis", "citra"), ("tespit_etnik", "resim"), ("etnik_tahmin", "goruntu")]
)
def test_ethnicity_in_other_languages(called: str, taken: str) -> None:
    assert inferred("look.py", ANSWERS % (called, taken, taken), Trait.ETHNICITY)
    assert not inferred("look.py", ANSWERS % (called, "soyad", "soyad"), Trait.ETHNICITY)


LOOKS_AT = """
class Gate {
  async %s(imagePath) { return this.analyzeSkinColor(imagePath); }
  async analyzeSkinColor(imagePath) {
    const seen = await stats(imagePath);
    return %s;
  }
}
"""
NAMES = """
def detect_skin_color(image, box):
    for name, low in {"%s": 1, "%s": 2, "%s": 3}.items():
        if inside(image, box, low):
            return name
"""


def test_a_colour_that_is_looked_at_is_told_in_words_only() -> None:
    assert inferred("look.py", NAMES % ("Fair", "Medium", "Brown"))
    assert not inferred("look.py", NAMES % ("Some", "More", "All"))
    assert inferred("look.js", LOOKS_AT % ("look", '"deep" + seen'))
    assert not inferred("look.js", LOOKS_AT % ("look", "seen.red > 80"))
    assert not inferred("look.js", LOOKS_AT % ("detectLiveness", '"alive" + seen'))
