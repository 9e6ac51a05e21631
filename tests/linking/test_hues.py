"""Groups that are named by one character, and paint, teams and cars that are too. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

LISTS = {
    "face.js": """
module.exports = {
  glassesInfo: [{ code: '1', name: '有' }, { code: '0', name: '无' }],
  maskInfo: [{ code: '1', name: '有' }, { code: '0', name: '无' }],
  beardInfo: [{ code: '1', name: '有' }, { code: '0', name: '无' }],
  hatInfo: [{ code: '1', name: '有' }, { code: '0', name: '无' }],
  %s: [%s],
  sexInfo: [{ code: '1', name: '男' }, { code: '2', name: '女' }],
};
""",
    "face.py": """
FACE_ATTRIBUTES = {
    "glasses": [("1", "有"), ("0", "无")],
    "mask": [("1", "有"), ("0", "无")],
    "beard": [("1", "有"), ("0", "无")],
    "hat": [("1", "有"), ("0", "无")],
    "%s": [%s],
    "sex": [("1", "男"), ("2", "女")],
}
""",
}
EACH = {"face.js": "{{ code: '{0}', name: '{1}' }}", "face.py": '("{0}", "{1}")'}
COMMENTS = {
    "face.h": """
typedef struct FaceAttr {
  int glasses; // 眼镜: 0-无, 1-有
  int mask; // 口罩
  int kind; // %s
} FaceAttr;
""",
    "Face.java": "class FaceAttr {\n  int glasses; // 眼镜: 0-无, 1-有\n  int mask; // 口罩\n  int kind; // %s\n}\n",
}


def found(files: dict[str, str | bytes]) -> tuple[set[Stage], set[str]]:
    told = [one for one in report(files).findings if one.kind is Kind.CAPABILITY]
    return {stage for one in told for stage in one.stages}, {group for one in told for group in one.groups}


def laid(path: str, name: str, hues: str) -> str:
    return LISTS[path] % (name, ", ".join(EACH[path].format(number, hue) for number, hue in enumerate(hues)))


@pytest.mark.parametrize("path", LISTS)
def test_values_of_one_character_in_a_list_that_is_called_after_race(path: str) -> None:
    stages, groups = found({path: laid(path, "race", "黄白黑")})
    assert Stage.SCHEME in stages
    assert {"Black", "White"} <= groups


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    ("name", "hues"), [("race", "红白黑"), ("carColour", "黄白黑"), ("race", "黑"), ("race", "有无")]
)
def test_paint_and_a_list_of_one(path: str, name: str, hues: str) -> None:
    assert Stage.SCHEME not in found({path: laid(path, name, hues)})[0]


@pytest.mark.parametrize("path", COMMENTS)
@pytest.mark.parametrize(
    "text", ["人种: 0-黄, 1-白, 2-黑", "种族: 0.黄, 1.白, 2. 黑, -1.无法判断", "肤色（人种）：1=黄色；2=白色"]
)
def test_codes_in_a_comment(path: str, text: str) -> None:
    assert Stage.SCHEME in found({path: COMMENTS[path] % text})[0]


@pytest.mark.parametrize("path", COMMENTS)
@pytest.mark.parametrize(
    "text", ["人种。帽子颜色: 0-黄, 1-白", "人种, 车: 0-红, 1-白, 2-黑", "人种: 0-黄金, 1-白银", "车色: 0-黄, 1-白"]
)
def test_other_codes_in_a_comment(path: str, text: str) -> None:
    assert Stage.SCHEME not in found({path: COMMENTS[path] % text})[0]
