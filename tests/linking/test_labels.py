"""A text is a label where its key is asked for, and a word where nobody does. All names here are invented."""

import pytest

from sousveil.linking.chains import Linker
from sousveil.linking.showing.labels import telling_key
from sousveil.model.report import TargetReport
from sousveil.model.words import Kind, Stage, Trait
from sousveil.reading.translated import is_table_of_texts
from tests.linking.laid import examined, matcher, report, traits

TABLE = '{"panel": {"age": "Age", "k7": "Ethnicity"}}'
FACES = "function faceFilter(t) {{ return [t('panel.age'), t('panel.glasses'), {}, searchCapturedFaces()]; }}"
STAFF = "function employeeForm(t) {{ return [t('panel.address'), t('panel.salary'), {}]; }}"


def kinds(told: TargetReport) -> dict[Kind, set[Stage]]:
    found: dict[Kind, set[Stage]] = {}
    for one in told.findings:
        found.setdefault(one.kind, set()).update(one.stages)
    return found


def links(told: TargetReport) -> set[tuple[str, str, str]]:
    return {
        (finding.evidence[link.from_].text, link.by, finding.evidence[link.to].text)
        for finding in told.findings
        for link in finding.chain
    }


def test_a_text_that_nobody_asks_for_is_a_word():
    assert kinds(report({"web/i18n/en.json": TABLE})) == {Kind.VOCABULARY: {Stage.VOCABULARY}}


def test_a_key_that_a_screen_about_faces_asks_for_makes_its_text_a_label():
    told = report({"web/i18n/en.json": TABLE, "web/filter.js": FACES.format("t('panel.k7')")})
    assert Stage.EXPOSURE in kinds(told)[Kind.CAPABILITY]
    assert ("k7", "shown-by", "panel.k7") in links(told)


def test_a_form_makes_it_declared():
    told = report({"web/i18n/en.json": TABLE, "web/form.js": STAFF.format("t('panel.k7')")})
    assert set(kinds(told)) <= {Kind.DECLARED, Kind.VOCABULARY}
    assert Kind.DECLARED in kinds(told)


def test_another_key_is_not_joined():
    told = report({"web/i18n/en.json": TABLE, "web/filter.js": FACES.format("t('panel.k8')")})
    assert Kind.CAPABILITY not in kinds(told)


def test_a_key_of_one_word_counts_where_it_is_looked_up_only():
    table = '{"origin": "Ethnicity"}'
    asked = report({"web/i18n/en.json": table, "web/filter.js": FACES.format("t('origin')")})
    named = report({"web/i18n/en.json": table, "web/filter.js": FACES.format("['origin']")})
    assert Kind.CAPABILITY in kinds(asked)
    assert Kind.CAPABILITY not in kinds(named)


def test_every_language_of_a_key_is_joined():
    files: dict[str, str | bytes] = {
        "web/i18n/en.json": TABLE,
        "web/i18n/de.json": TABLE.replace("Ethnicity", "Ethnie"),
        "web/filter.js": FACES.format("t('panel.k7')"),
    }
    told = report(files)
    assert {place.layers[0] for one in told.findings if one.kind is Kind.CAPABILITY for place in one.evidence} == {
        "web/i18n/en.json", "web/i18n/de.json", "web/filter.js",
    }  # fmt: skip


def test_a_list_that_is_asked_for_one_by_one_is_a_list():
    table = '{"kinds": {"one": "维吾尔族", "two": "藏族", "three": "汉族"}}'
    both = "t('kinds.one'), t('kinds.two')"
    told = report({"web/i18n/en.json": table, "web/filter.js": FACES.format(both)})
    alone = report({"web/i18n/en.json": table, "web/filter.js": FACES.format("t('kinds.one')")})
    assert Stage.SCHEME in kinds(told)[Kind.CAPABILITY]
    assert Stage.SCHEME not in kinds(alone)[Kind.CAPABILITY]


def test_a_text_of_qt_is_joined_within_its_class():
    ts = (
        "<!DOCTYPE TS><TS><context><name>FaceFilter</name><message><source>Kind</source>"
        "<translation>人种</translation></message></context></TS>"
    )
    code = 'void {0}::texts() {{ faces->a(tr("Age"), tr("Glasses")); kind->setText(tr("Kind")); }}'
    files: dict[str, str | bytes] = {"a_zh.ts": ts, "a.cpp": "class FaceFilter {}; " + code.format("FaceFilter")}
    here = report(files, names=("Kind",))
    assert ("Kind", "shown-by", "Kind") in links(here)


def test_keys_are_sought_where_no_word_stands():
    linker = Linker(examined({"web/i18n/en.json": TABLE}), matcher(), traits())
    linker.run()
    assert "panel.k7" in linker.labels.keys_asked_for()
    assert "k7" not in linker.labels.keys_asked_for()


@pytest.mark.parametrize(
    ("key", "tells"), [("panel.k7", True), ("faceRace", True), ("race", False), ("a b c d", False)]
)
def test_keys_that_tell(key, tells):
    assert telling_key(key) is tells


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("web/src/lang/zh-CN.js", True), ("locales/en/common.json", True), ("_locales/de/messages.json", True),
        ("config/locales/en.yml", True), ("messages_zh_TW.properties", True), ("lib/l10n/app_en.arb", True),
        ("id.js", False), ("config/db.json", False), ("face_id.json", False), ("src/lang/index.js", False),
        ("settings.properties", False), ("no.json", False),
    ],
)  # fmt: skip
def test_tables_of_texts_by_their_names(path, is_one):
    assert is_table_of_texts(path) is is_one


IN_ALL = """{{
  "de": {{"name": "Deutsch", "values": {{
    "{one}": "Foto", "{two}": "Gesicht erkannt", "{three}": "Bart", "{four}": "Brille", "{five}": "Rennen laden"
  }}}},
  "es": {{"name": "x", "values": {{"{one}": "a", "{two}": "b", "{three}": "c", "{four}": "d", "{five}": "e"}}}},
  "zh-CN": {{"name": "y", "values": {{"{one}": "a", "{two}": "b", "{three}": "c", "{four}": "d", "{five}": "e"}}}}
}}
"""
SENTENCES = ("Take a picture", "Face was detected here", "Long beard cup", "Lost my glasses", "Load the race")
FIELDS = ("face_id", "face_detected", "beard", "glasses", "race")


@pytest.mark.parametrize(
    ("texts", "languages", "is_one"), [(SENTENCES, True, True), (SENTENCES, False, False), (FIELDS, True, False)]
)
def test_texts_in_all_languages_in_one_file_are_a_table(texts, languages, is_one):
    one, two, three, four, five = texts
    text = IN_ALL.format(one=one, two=two, three=three, four=four, five=five)
    more = "".join(f'"Lap {lap} of a heat": "{lap}", ' for lap in range(60)) if " " in one else ""
    text = (text if languages else text.replace('"de"', '"lobby"')).replace('"values": {', '"values": {' + more)
    (finding, *_) = report({"server/said.json": text}, sifted=True).findings
    assert (finding.kind is Kind.VOCABULARY) is is_one


def test_what_a_control_is_bound_to_names_its_choices():
    page = (
        '<form id="faceFilter"><label>Glasses</label><input name="glasses"><label>Age</label><input name="age">'
        '<select name="{}"><option>Any</option><option>Han</option><option>Uyghur</option><option>Other</option>'
        "</select></form>"
    )
    named = report({"face_filter.html": page.format("ethnicity")})
    assert {"Han", "Uyghur"} <= {group for one in named.findings for group in one.groups}
    assert {Stage.SCHEME, Stage.EXPOSURE} <= kinds(named)[Kind.CAPABILITY]


def test_a_binding_is_no_analysis():
    page = (
        "<template><el-form><el-input v-model='face.age'/><el-input v-model='face.glasses'/>"
        "<el-select v-model='face.nation' label='民族'/></el-form></template>"
    )
    told = report({"FaceFilter.vue": page})
    assert Stage.INFERENCE not in {stage for one in told.findings for stage in one.stages}


def test_a_control_that_is_bound_to_a_query_searches():
    page = (
        "<template><el-form><el-input v-model='query.age'/><el-input v-model='query.glasses'/>"
        "<el-input v-model='query.beard'/><el-select v-model='{}.ethnicity'/></el-form></template>"
    )
    asked = report({"FaceSearch.vue": page.format("query")})
    shown = report({"FacePanel.vue": page.format("shown")})
    assert Stage.EXPOSURE in kinds(asked)[Kind.CAPABILITY]
    assert Stage.EXPOSURE not in kinds(shown).get(Kind.CAPABILITY, set())


def test_one_word_for_a_face_among_many_of_a_register_makes_no_captured_face():
    rows = "".join(
        f'<el-form-item label="{label}"><span>{{{{form.{key}}}}}</span></el-form-item>'
        for label, key in (
            ("联系电话", "phone"), ("电子邮箱", "email"), ("现住地址", "address"), ("最高学历", "education"),
            ("婚姻状况", "marriage"), ("民族", "nation"), ("政治面貌", "politics_face"),
        )
    )  # fmt: skip
    page = f'<template><img id="avatar" alt="头像"><img class="photo"><el-form>{rows}</el-form></template>'
    assert Kind.CAPABILITY not in kinds(report({"talent/Detail.vue": page}))


def test_the_root_of_a_table_of_texts_is_no_place_to_read():
    keys = {f"panel_race_{word.lower()}": word for word in ("Black", "Asian", "White")}
    entries = "".join(f'<string name="{key}">{text}</string>\n' for key, text in keys.items())
    asked = "".join(f"  texts.add(getString(R.string.{key}));\n" for key in keys)
    code = f"class FaceLooksActivity {{\n int glasses;\n int mask;\n int race;\n void show() {{\n{asked} }}\n}}\n"
    table = f"<resources>\n\n\n{entries}</resources>\n"
    told = report({"app/res/values/strings.xml": table, "app/Looks.java": code}, names=[*keys])
    (capability,) = (one for one in told.findings if one.kind is Kind.CAPABILITY and len(one.groups) == 3)
    assert Stage.SCHEME in capability.stages
    assert "resources" not in {place.text for place in capability.evidence}
    assert {place.line for place in capability.evidence if place.layers[-1].endswith(".xml")} == {4, 5, 6}


PAGE = """
export default function Faces({ photo }) {
  const told = useDetector(photo);
  return (
    <div>
      <h1>%s</h1>
      <img src={photo} />
      <h2>Glasses</h2><p>{told.faces[0].glasses}</p>
      <h2>%s</h2>
      <p>{told.faces[0].%s}</p>
      <h2>Emotions</h2><p>{told.faces[0].emotion}</p>
    </div>
  );
}
"""


@pytest.mark.parametrize("name", ["Faces.jsx", "Faces.tsx"])
def test_each_label_of_a_page_that_a_function_draws_is_one(name: str) -> None:
    told = report({name: PAGE % ("Human race detector", "Ethnicity", "ethnicity")}, sifted=True).findings
    assert {f.trait for f in told if Stage.EXPOSURE in f.stages} == {Trait.RACE, Trait.ETHNICITY}
    assert not report({name: PAGE % ("Who won the race", "Lap", "lap")}, sifted=True).verdict.stages


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("www/LANG/zh_lang.f4eebee4.js", True),
        ("www/LANG/kor_lang.js", True),
        ("web/lang/de.0123456789abcdef.js", True),
        ("web/lang/deploy.0123456789abcdef.js", False),
        ("src/zh_lang.f4eebee4.js", False),
        ("www/LANG/set_language.js", False),
    ],
)
def test_names_that_a_build_gives_to_tables_of_texts(path: str, is_one: bool) -> None:
    assert is_table_of_texts(path) is is_one


BUILT = (
    'window.TEXTS={pub:{sex:"性别",glasses:"眼镜",nation:"民族",UyghurKind:"维吾尔族",'
    + ",".join(f'word{number}:"文字{number}"' for number in range(60))
    + "}};"
)
ON_FACES = """function showFace(face) {
  var shown = { sexTitle: lang.pub.sex, glassesTitle: lang.pub.glasses, title: lang.pub.nation };
  shown.glasses = face.glasses;
  shown.said = face.EthicCode == 5 ? lang.pub.UyghurKind : lang.pub.other;
  live.show(face.snapshot, shown);
}
"""
ON_STAFF = """function showStaff(staff) {
  var shown = { nameTitle: lang.pub.name, birthTitle: lang.pub.birth, title: lang.pub.nation };
  shown.said = staff.nationCode == 5 ? lang.pub.UyghurKind : lang.pub.other;
  form.show(staff.idCard, shown);
}
"""


def test_texts_that_a_built_page_looks_up_by_the_path_of_a_key() -> None:
    table = "www/LANG/zh_lang.f4eebee4.js"

    def of_table(script: str) -> set[Stage]:
        found = report({table: BUILT, "www/script/page.js": script}, sifted=True).findings
        told = (e for one in found if one.kind is Kind.CAPABILITY for e in one.evidence if e.layers[-1] == table)
        return {stage for e in told for stage in e.says}

    assert Stage.EXPOSURE in of_table(ON_FACES)
    assert not of_table(ON_STAFF)
