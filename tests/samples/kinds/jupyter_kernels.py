"""Notebooks in other languages than Python, and cells that say theirs themselves."""

from tests.samples.kinds import Finds
from tests.samples.notebooks import code, notebook, text

FINDS = Finds(
    groups=("Uyghur", "Han"),
    stages=("vocabulary", "field", "scheme", "inference"),
    quotes=(("enum-member", "Uyghur"), ("field", "ethnicity")),
)


def case() -> dict[str, bytes]:
    """One of .NET with its enumeration in C#; one of Python with a file of JavaScript in a cell."""
    return {
        "lab/face.ipynb": notebook(
            text("# 人脸属性\n"),
            code(
                "public enum Ethnicity { Unknown = 0, Han = 1, Uyghur = 2 }\n"
                "public class FaceAttribute\n{\n    public int Age { get; set; }\n"
                "    public Ethnicity ethnicity;\n    public float[] FaceFeature { get; set; }\n}\n"
            ),
            code(
                "#!javascript\nexport const ethnicityNames = { 1: '汉族', 2: '维吾尔族' };\n"
                "export function label(face) { return ethnicityNames[face.ethnicity]; }\n"
            ),
            code("FaceAttribute Detect(Bitmap face) => engine.PredictEthnicity(face);\n"),
            language="C#",
            escaped=True,
        ),
        "lab/panel.ipynb": notebook(
            code(
                "%%writefile panel.js\nconst ethnicityFilter = ['汉族', '维吾尔族'];\n"
                "faces.filterBy(ethnicityFilter);\n"
            ),
            indent=None,
        ),
    }


def twin() -> dict[str, bytes]:
    """Goods by where they are made, in the same languages."""
    return {
        "lab/goods.ipynb": notebook(
            code(
                "public enum Fabric { Unknown = 0, Han = 1, Silk = 2 }\n"
                "public class Bale\n{\n    public int Age { get; set; }\n    public Fabric fabric;\n}\n"
            ),
            code("#!javascript\nexport const fabricNames = { 1: '汉服', 2: '丝绸' };\n"),
            language="C#",
        ),
    }
