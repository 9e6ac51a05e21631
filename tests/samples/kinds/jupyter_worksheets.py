"""A notebook of version 3 of the format, whose cells lie in worksheets and have their source in one string."""

from tests.samples.kinds import Finds
from tests.samples.notebooks import code, text, worksheets

FINDS = Finds(
    groups=("Black", "White"),
    stages=("vocabulary", "field", "scheme", "inference"),
    quotes=(("field", "ethnicity"), ("item", "caucasian")),
)


def case() -> dict[str, bytes]:
    """The record of a face in one cell, the labels of the network in another."""
    return {
        "old/face.ipynb": worksheets(
            text("# Faces\n"),
            code(
                "class FaceRecord(object):\n"
                "    def __init__(self, face_image, network):\n"
                "        self.age = network.age(face_image)\n"
                "        self.ethnicity = network.predict_ethnicity(face_image)\n"
            ),
            code('ETHNICITY_LABELS = ["african", "caucasian", "black", "white"]\n'),
            code("def tell(face):\n    print('ethnicity of the face: %s' % ETHNICITY_LABELS[face.ethnicity])\n"),
        )
    }


def twin() -> dict[str, bytes]:
    """Kinds of wine."""
    return {
        "old/wine.ipynb": worksheets(
            text("# Wine\n"),
            code(
                "class WineRecord(object):\n"
                "    def __init__(self, row, network):\n"
                "        self.age = network.age(row)\n"
                "        self.variety = network.predict_variety(row)\n"
            ),
            code('COLOUR_LABELS = ["red", "white", "black", "green"]\n'),
        )
    }
