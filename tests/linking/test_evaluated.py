"""Native functions that are called alike but for the feature that each of them evaluates."""

import importlib.util
import marshal

import pytest

from sousveil.model.words import Kind, Stage
from sousveil.running.options import Options
from sousveil.running.scan import scan
from tests.linking.laid import report
from tests.samples.reading import elf, pe


def _stages(path):
    (target,) = scan([path], Options(jobs=1)).targets
    return {
        (finding.trait, stage.value)
        for finding in target.findings
        if finding.kind == "capability"
        for stage in finding.stages
    }


def _elf(*functions):
    return elf.build(("x",), symbols_=tuple((name, 1) for name in functions))


def _pe(*functions):
    return pe.build(functions[0], "LoadModel", "x\0", *functions[1:])


_FAMILIES = [
    ("tls_face_age_estimate", "tls_face_gender_estimate", "tls_face_ethnicity_estimate"),
    ("TlsGetGenderEval", "TlsGetEthnicityEval", "TlsDetectFace"),
    ("FDX_ClassifyFaceBeard", "FDX_ClassifyFaceRace", "FDX_ClassifyFaceSmile"),
    ("nvx_get_skin_color_attribute", "nvx_get_gender_attribute", "nvx_face_init"),
]


@pytest.mark.parametrize("build", [_elf, _pe])
@pytest.mark.parametrize("functions", _FAMILIES)
def test_a_family_of_functions_works_a_trait_out(build, functions, tmp_path):
    path = tmp_path / "libtls.bin"
    path.write_bytes(build(*functions))
    assert "inference" in {stage for _, stage in _stages(path)}


def test_what_is_needed_from_a_library_tells_it_too(tmp_path):
    path = tmp_path / "libtls.so"
    names = ("tls_face_age_eval", "tls_face_race_eval")
    path.write_bytes(elf.build(("x",), symbols_=tuple((name, 0) for name in names)))
    assert "inference" in {stage for _, stage in _stages(path)}


def test_a_method_of_a_class_that_evaluates(tmp_path):
    path = tmp_path / "libtls.so"
    path.write_bytes(_elf("_ZN13FaceEstimator8get_raceEPKf", "_ZN13FaceEstimator10get_genderEPKf"))
    assert "inference" in {stage for _, stage in _stages(path)}


@pytest.mark.parametrize("build", [_elf, _pe])
@pytest.mark.parametrize(
    "functions",
    [
        ("detect_data_race", "detect_deadlock", "face_init"),  # of threads
        ("tlsGetRaceEval", "tlsGetLapEval", "tlsGetCarEval"),  # of cars
        ("tls_set_race_detect", "tls_set_face_gender", "tls_get_face_age"),  # not called alike
        ("get_race", "get_gender", "get_face"),  # nothing is worked out
        ("FontDetectEthnic", "FontDetectFace", "FontDetectSerif"),  # of letters
        ("tls_person_race_eval", "tls_person_gender_eval"),  # nobody's face
    ],
)
def test_others_do_not(build, functions, tmp_path):
    path = tmp_path / "libtls.bin"
    path.write_bytes(build(*functions))
    assert "inference" not in {stage for _, stage in _stages(path)}


_CLASS_IN_PYTHON = """\
class EthnicityClassifier:
    def __init__(self, model_path):
        self.model = load(model_path)

    def predict(self, face_crop):
        return self.model.predict(face_crop)
"""
_CLASS_IN_JAVA = """\
public class EthnicityClassifier {
    private final Model model = Model.load();

    /** The class of one face. */
    public int predict(float[] embedding) { return model.run(embedding); }
}
"""
_SCRIPT = """\
import numpy as np
from kit.preprocessing.image import load_img, img_to_array

model = load_model("kit.h5")

def preprocess_image(image_path):
    return np.expand_dims(img_to_array(load_img(image_path)), axis=0)

def look(file_path):
    img = preprocess_image(file_path)
    predictions = model.predict(img)
    ethnicity_pred = np.argmax(predictions[0], axis=1)[0]
    gender_pred = np.argmax(predictions[1], axis=1)[0]
    return ethnicity_pred, gender_pred
"""


def _compiled(source):
    return importlib.util.MAGIC_NUMBER + bytes(12) + marshal.dumps(compile(source, "kit.py", "exec"))


def _write(folder, name, source):
    path = folder / name
    path.write_bytes(_compiled(source) if name.endswith(".pyc") else source.encode())
    return path


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("kit.py", _CLASS_IN_PYTHON),
        ("kit.pyc", _CLASS_IN_PYTHON),
        ("Kit.java", _CLASS_IN_JAVA),
        ("kit.py", _SCRIPT),
        ("kit.pyc", _SCRIPT),
    ],
)
def test_a_class_that_takes_faces_and_what_a_model_gives_out(name, source, tmp_path):
    assert "inference" in {stage for _, stage in _stages(_write(tmp_path, name, source))}


_LESSON = """\
from sklearn.metrics import classification_report

def train_model(names, ethnics):
    ec = EthnicClassifier()
    train_acc = ec.fit(names, ethnics)
    ethnics_hat = ec.classify_names(names)
    print(classification_report(ethnics, ethnics_hat))

def evaluate(names, ethnics):
    ec = EthnicClassifier()
    ethnics_hat = ec.predict(names)
    return np.mean(ethnics_hat == ethnics)
"""


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("kit.py", _CLASS_IN_PYTHON.replace("face_crop", "surname")),  # told from names
        ("kit.pyc", _CLASS_IN_PYTHON.replace("face_crop", "surname")),
        ("kit.pyc", _CLASS_IN_PYTHON.replace("Ethnicity", "Race").replace("face_crop", "lap_time")),  # of cars
        ("Kit.java", _CLASS_IN_JAVA.replace("face", "word")),
        ("kit.pyc", _LESSON),  # "hat" is no hat that is seen
        (
            "kit.pyc",
            _SCRIPT.replace("np.argmax", "form.get").replace("image", "answer").replace("img", "row"),
        ),  # a form
    ],
)
def test_classes_and_variables_of_others(name, source, tmp_path):
    assert "inference" not in {stage for _, stage in _stages(_write(tmp_path, name, source))}


BOTH = "class FaceTeller {\n    native int %s(int handle, byte[] aligned, int width, int height, Answer answer);\n}\n"


@pytest.mark.parametrize("name", ["xyGetNationalityAgeEval", "estimateAgeAndNationality", "xyNationalityGenderPredict"])
def test_one_function_that_works_out_an_age_and_a_nationality_of_faces(name: str) -> None:
    found = report({"FaceTeller.java": BOTH % name}, sifted=True).findings
    assert Stage.INFERENCE in {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}


@pytest.mark.parametrize(
    "text",
    [
        BOTH.replace("FaceTeller", "FormTeller") % "estimateAgeAndNationality",
        BOTH % "getNationality",
        BOTH % "setAgeAndNationality",
    ],
)
def test_a_nationality_of_a_form_or_one_that_is_given_is_not_worked_out(text: str) -> None:
    assert [one for one in report({"Teller.java": text}, sifted=True).findings if one.kind is Kind.CAPABILITY] == []
