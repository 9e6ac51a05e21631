"""Palettes of make-up, and colours of skin that are told or sought. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

CSHARP = """
namespace FaceStudio {
    public class FaceTints {
        public static Color[] LipstickColors = new[] { Color.FromArgb(190, 20, 60), Color.FromArgb(150, 10, 40) };
        public static Color[] EyelinerColors = new[] { Color.FromArgb(10, 10, 10), Color.FromArgb(60, 30, 10) };
        public static Color[] BlushColors = new[] { Color.FromArgb(240, 140, 140), Color.FromArgb(230, 110, 120) };
        public static Color[] SkinColors = new[] { %s };
        public static string Glasses, Beard;%s
    }
}
"""
BARE = "Color.FromArgb(250, 240, 230), Color.FromArgb(200, 160, 120)"
PAGE = """
class FaceScreen {
  void onEyebrow() { colourBox.text = "Eyebrow pencil"; showColours(face.eyebrow, gender, glasses); }
  void onLips() { colourBox.text = "Lipstick"; showColours(face.lips, camera, hairstyle); }
  void onSkin() { colourBox.text = "Skin colour"; showColours(face.skin, photo, beard); }
  void onBlush() { colourBox.text = "Blusher"; showColours(face.cheeks, photo, beard); }%s
}
"""


def stages(files: dict[str, str | bytes]) -> set[Stage]:
    return {s for f in report(files, sifted=True).findings if f.kind is Kind.CAPABILITY for s in f.stages}


def test_a_palette_beside_those_of_make_up() -> None:
    assert stages({"FaceTints.cs": CSHARP % (BARE, "")}) == set()


@pytest.mark.parametrize(
    "more",
    [
        "\n        public Color Nearest(Mat face) => SkinColors.MinBy(c => Distance(c, face)); // closest",
        "\n        public string Foundation(string skinTone) => Recommend(skinTone);",
        "\n        public int SkinToneConfidence;",
    ],
)
def test_a_palette_by_which_somebody_is_told(more: str) -> None:
    assert stages({"FaceTints.cs": CSHARP % (BARE, more)})


def test_names_of_what_skin_is_like_are_no_palette() -> None:
    assert stages({"FaceTints.cs": CSHARP % ('"fair", "medium", "dark"', "")})


def test_a_title_over_a_box_of_colours() -> None:
    assert stages({"FaceScreen.java": PAGE % ""}) == set()


@pytest.mark.parametrize("more", ["\n  void onFind() { searchFaces(); }", "\n  void onLook() { classify(photo); }"])
def test_a_title_where_faces_are_sought_or_told(more: str) -> None:
    assert stages({"FaceScreen.java": PAGE % more})


def test_features_that_are_told_of_a_face() -> None:
    told = """
public class FaceAttributes {
    public bool Lipstick; public bool HeavyMakeup; public bool BushyEyebrows; public string HairColor;
    public string SkinColor; public bool Glasses; public int Age;
}
"""
    assert stages({"FaceAttributes.cs": told})


FIGURE = """
export const faceOptions = {
  skinColor: [%s],
  hairColor: ["#101010", "#b05030"],
  facialHair: ["beard", "moustache"],
  glasses: ["round", "square"],
};
"""


def test_a_palette_of_a_figure() -> None:
    assert stages({"figure.ts": FIGURE % '"#ffdbb4", "#d08b5b"'}) == set()
    assert stages({"figure.ts": FIGURE % '"fair", "dark"'})
    assert stages({"figure.ts": FIGURE % '"#ffdbb4", "#d08b5b"' + "// the nearest one of those is told of a photo\n"})
