"""A notebook that trains the heads of an invented analyser: a list in one cell, named in another after a run."""

from tests.samples.kinds import Finds
from tests.samples.notebooks import code, notebook, printed, text

FINDS = Finds(
    groups=("Black", "Indian", "White"),
    stages=("vocabulary", "field", "scheme", "inference"),
    quotes=(("item", "indian"), ("key", "dominant_race")),
)


def case() -> dict[str, bytes]:
    """Escaped as for ASCII, with an output between the cells."""
    return {
        "analysis/heads.ipynb": notebook(
            text("# Heads for the camera\nFaces are cut out of the pictures before.\n"),
            code(
                '%matplotlib inline\n!pip install "onnxruntime>=1.17"\n'
                'import numpy as np\n\nNAME = "Gesicht – \\"A\\""\n'
            ),
            code('RACE_LABELS = ["asian", "black", "indian", "white"]\n', outputs=[printed("ready\n" * 60)]),
            code(
                "class RaceHead:\n"
                '    """A head of the network.\n\n    It tells the race of a face.\n    """\n'
                "    def __init__(self, session):\n"
                "        self.session = session\n"
                "\n"
                "    def predict(self, face_image: np.ndarray) -> dict:\n"
                '        scores = self.session.run(None, {"input": face_image})[0][0]\n'
                "        best = int(np.argmax(scores))\n"
                "        return {\n"
                '            "race": dict(zip(RACE_LABELS, scores.tolist())),\n'
                '            "dominant_race": RACE_LABELS[best],\n'
                '            "confidence": float(scores[best]),\n'
                "        }\n"
                "\n\n"
                "def tell(face, head):\n"
                '    print(f"Face:\\n age {face.age},\\n race {head.predict(face)}")\n'
            ),
            escaped=True,
        )
    }


def twin() -> dict[str, bytes]:
    """A table of a census, as in many a course: race is a column that people filled in."""
    return {
        "course/census.ipynb": notebook(
            text("# Income\nWho earns more than 50,000? The census asked for age, race and schooling.\n"),
            code('import pandas as pd\n\nrows = pd.read_csv("adult.csv")\nrows.head()\n'),
            code(
                'columns = ["age", "workclass", "education", "race", "sex", "income"]\n'
                'rows = rows[columns]\nrows["race"].value_counts()\n',
                outputs=[printed("White    27816\nBlack     3124\n")],
            ),
            code("from sklearn.tree import DecisionTreeClassifier\n\nmodel = DecisionTreeClassifier().fit(x, y)\n"),
        )
    }
