"""Lists whose members are maps that say what each is: columns, controls, filters, choices. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage, Trait
from tests.linking.laid import report

COLUMNS = """
export const faceColumns = [
  { title: '年龄', dataIndex: 'age' },
  { title: '胡子', dataIndex: 'beard' },
  { title: '%s', dataIndex: '%s' },
  { title: '是否戴眼镜', dataIndex: 'glasses' },
];
"""
FILTERS = """
FACE_FILTERS = [
    {"label": "Glasses", "name": "glasses"},
    {"label": "%s", "name": "%s"},
    {"label": "Beard", "name": "beard"},
]
"""
SETTINGS = """
{"faceFilters": [
 {"key": "glasses", "title": "Очки"},
 {"key": "race", "title": "Раса", "values": [
   {"id": 1, "title": "Европеоид"}, {"id": 2, "title": "Негроид"}, {"id": 3, "title": "Монголоид"}]},
 {"key": "beard", "title": "Борода"}
]}
"""
NAMED = """
face_attributes:
  glasses: {label: Brille}
  ethnic: {label: Ethnie}
  beard: {label: Bart}
"""


def stages(files: dict[str, str | bytes]) -> set[Stage]:
    return {s for f in report(files).findings if f.kind is Kind.CAPABILITY for s in f.stages}


def test_columns_of_a_table_of_faces() -> None:
    assert {Stage.FIELD, Stage.EXPOSURE} <= stages({"columns.js": COLUMNS % ("民族", "ethicCode")})
    assert stages({"columns.js": COLUMNS % ("帽子", "hat")}) == set()


def test_filters_that_people_search_by() -> None:
    assert {Stage.FIELD, Stage.EXPOSURE} <= stages({"filters.py": FILTERS % ("Ethnicity", "ethnicity")})


def test_settings_with_their_choices() -> None:
    found = report({"search.json": SETTINGS}).findings
    assert {Stage.FIELD, Stage.SCHEME, Stage.EXPOSURE} <= {s for f in found for s in f.stages}
    assert all(f.trait is Trait.RACE for f in found if f.kind is Kind.CAPABILITY)


def test_a_map_of_named_maps() -> None:
    assert Stage.EXPOSURE in stages({"attributes.yaml": NAMED})


@pytest.mark.parametrize(
    "form",
    [
        (
            "export const registerForm = [\n  { label: '姓名', prop: 'name' },\n  { label: '民族', prop: 'nation' },\n"
            "  { label: '身份证号', prop: 'idCard' },\n  { label: '住址', prop: 'address' },\n];\n"
        ),
        (
            "const heroes = [\n  { title: 'Race', key: 'race' },\n  { title: 'Armor', key: 'armor' },\n"
            "  { title: 'Guild', key: 'guild' },\n];\n"
        ),
        "const laps = [{ label: 'Race', prop: 'race' }, { label: 'Lap', prop: 'lap' }, { label: 'Car', prop: 'car' }];",
    ],
)
def test_what_people_fill_in_and_what_is_played(form: str) -> None:
    assert stages({"form.js": form}) == set()


def test_rows_about_people_are_no_list_of_choices() -> None:
    rows = '[{"name":"Ann","race":"Black"},{"name":"Bob","race":"White"},{"name":"Eve","race":"Asian"}]'
    assert not any(Stage.SCHEME in f.stages for f in report({"rows.json": rows}).findings)


CHOICES = """
export const raceOptions = [
  { label: '黄种人', value: 1 },
  { label: '黑种人', value: 2 },
  { label: '白种人', value: 3 },
];
"""
SCREEN = """
<template>
  <el-form :model="query" class="%s-search">
    <el-form-item label="戴眼镜"><el-input v-model="query.glass" /></el-form-item>
    <el-form-item label="胡子"><el-input v-model="query.beard" /></el-form-item>
    <el-form-item label="人种"><el-select v-model="query.race"><el-option v-for="i in raceOptions" /></el-select>
    </el-form-item>
  </el-form>
</template>
<script%s>
import { raceOptions } from '../utils/dict';
export default { data() { return { raceOptions, query: { race: '' } } } };
</script>
"""


@pytest.mark.parametrize("kind", ["", ' lang="ts"'])
def test_a_list_in_another_file_that_a_screen_chooses_from(kind: str) -> None:
    alone = stages({"utils/dict.js": CHOICES})
    told = stages({"utils/dict.js": CHOICES, "views/search.vue": SCREEN % ("face", kind)})
    assert Stage.SCHEME not in alone
    assert {Stage.SCHEME, Stage.EXPOSURE} <= told
    (finding,) = [f for f in report({"utils/dict.js": CHOICES, "views/search.vue": SCREEN % ("face", kind)}).findings
                  if Stage.SCHEME in f.stages]  # fmt: skip
    assert {e.layers[-1] for e in finding.evidence} == {"utils/dict.js", "views/search.vue"}


FIELDS = """
<template><div class="face-search"><form-item v-for="f in fields" :label="f.label" /></div></template>
<script%s>
export default {
  data() {
    return { fields: [
      { label: 'Пол', key: 'sex' },
      { label: 'Раса', key: 'race' },
      { label: 'Очки', key: 'glasses' },
    ] };
  },
};
</script>
"""


@pytest.mark.parametrize("kind", ["", ' lang="ts"', ' setup lang="tsx"', ' type="text/javascript"'])
def test_the_script_of_a_page_is_read_like_any_other(kind: str) -> None:
    assert {Stage.FIELD, Stage.EXPOSURE} <= stages({"search.vue": FIELDS % kind})


LISTS = {
    "a.kt": 'val faceRaceOptions = listOf(Option("Asian", 1), Option("Black", 2))',
    "b.java": 'class F { List<Choice> raceOfFace = Arrays.asList(new Choice("黄种人", 1), new Choice("黑种人", 2)); }',
    "c.py": 'FACE_RACES = [Choice("Asian"), Choice("Black", 2)]',
    "d.ts": "const faceRaces = [new Choice('Asian', 1), makeChoice('Black')];",
    "e.go": 'package face\nvar FaceRaces = []Choice{{Label: "Asian", Value: 1}, {Label: "Black", Value: 2}}',
    "f.dart": "final faceRaces = [Item(value: 'asian', child: Text('Asian')), Item(value: 'b', child: Text('Black'))];",
    "g.cs": 'class F { Choice[] faceRaces = { new Choice("Asian", 1), new Choice("Black", 2) }; }',
    "h.swift": 'let faceRaces = [Choice(name: "Asian", value: 1), Choice(name: "Black", value: 2)]',
    "i.rs": 'static FACE_RACES: [Race; 2] = [Race { name: "Asian", id: 1 }, Race { name: "Black", id: 2 }];',
    "j.php": "<?php\n$faceRaces = [['label' => 'Asian', 'value' => 1], ['label' => 'Black', 'value' => 2]];",
    "k.rb": "FACE_RACES = [{ label: 'Asian', value: 1 }, { label: 'Black', value: 2 }]",
    "l.pas": "const FaceRaces: array[0..1] of string = ('Asian', 'Black');",
    "m.xml": '<faceRaces><choice id="1" name="Asian"/><choice id="2" name="Black"/></faceRaces>',
    "n.yaml": "face_races:\n  - {id: 1, name: Asian}\n  - {id: 2, name: Black}\n",
    "o.cpp": 'std::vector<Choice> faceRaces = { Choice("Asian", 1), Choice("Black", 2) };',
    "p.pas": "procedure TForm.Fill; begin cbFaceRace.Items.Add('Asian'); cbFaceRace.Items.Add('Black'); end;",
    "q.vb": 'Class F\nSub Fill()\n  faceRace.Items.Add("Asian")\n  faceRace.Items.Add(New Choice("Black"))\nEnd Sub',
    "r.kt": 'fun fill() {\n  faceRace.addItem("Asian")\n  faceRace.addItem("Black")\n}',
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_in_whatever_way_it_is_written(name: str) -> None:
    found = [f for f in report({name: LISTS[name]}, sifted=True).findings if Stage.SCHEME in f.stages]
    assert {group for f in found for group in f.groups} >= {"Asian", "Black"} or name == "b.java"
    assert found
    plain = LISTS[name].replace("Race", "Tone").replace("RACE", "TONE").replace("race", "tone")
    assert name == "b.java" or not any(Stage.SCHEME in f.stages for f in report({name: plain}, sifted=True).findings)


def test_what_people_are_cast_by_is_no_look_at_them() -> None:
    wishes = """
export const CHOICES = [
  { key: 'ethnicity', label: 'Ethnicity', options: ethnicityChoices },
  { key: 'accent', label: 'Accent', options: accentChoices },
  { key: 'hairColour', label: 'Hair Colour', options: hairChoices },
  { key: 'facialLooks', label: 'Facial Looks', options: facialChoices },
  { key: 'bodyLooks', label: 'Body Looks', options: bodyChoices },
  { key: 'tattooSpot', label: 'Tattoo Spot', options: tattooChoices },
];
"""
    assert stages({"wishes/constants.ts": wishes}) == set()


def test_a_name_that_two_lists_have_says_of_neither_what_it_is_for() -> None:
    files: dict[str, str | bytes] = {"utils/dict.js": CHOICES, "views/search.vue": SCREEN % ("face", "")}
    other = CHOICES.replace("黄种人", "亚洲人")
    assert Stage.SCHEME in stages({**files, "copy/dict.js": CHOICES + "\n"})
    assert Stage.SCHEME not in stages({**files, "other/dict.js": other})


@pytest.mark.parametrize("key", ["defaultTip", "display_name", "labelText", "tooltip"])
def test_keys_of_what_people_are_shown(key: str) -> None:
    rows = ", ".join(f"{{ {key}: '{word}' }}" for word in ("glasses", "race", "beard"))
    found = report({"faceColumns.js": f"export const faceColumns = [{rows}];"}).findings
    assert {Stage.EXPOSURE} <= {s for f in found for s in f.stages}
