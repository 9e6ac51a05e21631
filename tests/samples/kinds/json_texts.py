"""Texts of an invented web client as JSON, in the style of WebExtensions and of i18next, and the page that asks."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Uyghur", "Han"),
    stages=("vocabulary", "scheme", "exposure"),
    quotes=(("ui-label", "民族"), ("ui-label", "维吾尔族")),
)


def case() -> dict[str, bytes]:
    """The code makes the key of a kind from its number."""
    return {
        "web/i18n/zh-CN.json": """\
{
  "capture.filter": {"age": "年龄段", "glasses": "眼镜", "peopleKind": "民族"},
  "capture.peopleKinds": {"1": "汉族", "2": "维吾尔族", "9": "其他"}
}
""".encode(),
        "web/js/capture.js": b"""\
// The filter of captured faces.
function faceFilter(i18n, face) {
  const rows = [
    [i18n.t('capture.filter.age'), face.age],
    [i18n.t('capture.filter.glasses'), face.glasses],
    [i18n.t('capture.filter.peopleKind'), i18n.t('capture.peopleKinds.' + face.kind)],
  ];
  return searchForm(rows);
}
""",
    }


def twin() -> dict[str, bytes]:
    """Languages and runners."""
    return {
        "web/i18n/zh-CN.json": """\
{
  "menu.languages": {"ug": "维吾尔语", "bo": "藏语", "en": "英语"},
  "staff.card": {"peopleKind": "民族", "idNumber": "身份证号", "address": "住址"}
}
""".encode(),
        "web/js/staff.js": b"""\
// The card of a member of staff.
function employeeCard(i18n, staff) {
  return [
    [i18n.t('staff.card.peopleKind'), staff.kind],
    [i18n.t('staff.card.idNumber'), staff.idNumber],
    [i18n.t('staff.card.address'), staff.address],
  ];
}
""",
    }
