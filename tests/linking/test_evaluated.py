"""Native functions that are called alike but for the feature that each of them evaluates."""

import pytest

from sousveil.running.options import Options
from sousveil.running.scan import scan
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
