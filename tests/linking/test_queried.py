"""What queries ask back and go by: lists of fields, statements in SQL, indexes. All samples are invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

SCRIPT = """
export const trackFace = (picture) => post('/portrait/retrieval', {
  %s: ['face_id', 'gender', 'wears_glasses', %s, 'shot_time'],
  condition: { face_picture: picture },
  limit: 20,
});
"""
PYTHON = """
def captured_faces(store, camera):
    return store.search(
        where={"camera": camera},
        columns=["face_url", "gender", "glasses", "ethnicity"],
    )
"""
JAVA = """
class FaceSearch {
    static final String BODY = "{\\"fields\\":[\\"face_box\\",\\"age\\",\\"glasses\\",\\"ethnic\\"],\\"filter\\":{}}";
}
"""
ROWS = """
def faces_of(db, camera, race):
    db.execute("CREATE INDEX IF NOT EXISTS face_by_race ON face(race)")
    shown = db.execute("SELECT id, age, gender, race FROM face WHERE camera = ?", camera)
    return db.execute("SELECT id FROM face_shots WHERE glasses = 1 AND race = ?", race)
"""
SQL = """
CREATE INDEX face_gender_at ON faces (gender);
CREATE INDEX face_race_at ON faces USING btree (race);
CREATE INDEX face_glasses_at ON faces (glasses);
"""
STAFF = """
def staff(store):
    return store.search(columns=["first_name", "address", "birthday", "ethnicity"], where={"department": "sales"})
"""
LAPS = """
def laps(db):
    db.execute("CREATE INDEX lap_by_race ON laps(race)")
    return db.execute("SELECT car, race FROM laps WHERE race = ?", 3)
"""


def shown(files: dict[str, str | bytes], *, sifted: bool = False) -> list[set[Stage]]:
    found = report(files, sifted=sifted).findings
    return [set(e.shows) for f in found if f.kind is Kind.CAPABILITY for e in f.evidence]


@pytest.mark.parametrize("field", ["'ethnicity'", "'is_uyghur'"])
def test_what_is_asked_back_is_kept_and_searched_and_nothing_was_worked_out(field: str) -> None:
    told = shown({"track.js": SCRIPT % ("fields", field)})
    assert {Stage.FIELD, Stage.EXPOSURE} <= set().union(*told)
    assert Stage.INFERENCE not in set().union(*told)


@pytest.mark.parametrize(("name", "text"), [("store.py", PYTHON), ("FaceSearch.java", JAVA)])
def test_in_other_languages(name: str, text: str) -> None:
    assert {Stage.FIELD, Stage.EXPOSURE} <= set().union(*shown({name: text}))


def test_a_list_that_an_analysis_is_asked_for_is_no_query() -> None:
    told = shown({"ask.js": SCRIPT.replace("condition", "threshold") % ("attributes", "'ethnicity'")})
    assert Stage.EXPOSURE not in set().union(*told)


def test_columns_of_statements() -> None:
    told = report({"faces.py": ROWS}).findings
    at = {e.line: set(e.shows) for f in told if f.kind is Kind.CAPABILITY for e in f.evidence}
    assert {Stage.FIELD, Stage.EXPOSURE} <= at[3]
    assert Stage.FIELD in at[4]
    assert Stage.EXPOSURE not in at[4]
    assert {Stage.FIELD, Stage.EXPOSURE} <= at[5]


def test_an_index_in_a_file_of_sql() -> None:
    assert {Stage.FIELD, Stage.EXPOSURE} <= set().union(*shown({"faces.sql": SQL}, sifted=True))


@pytest.mark.parametrize("text", [STAFF, LAPS])
def test_staff_and_laps(text: str) -> None:
    assert shown({"db.py": text}) == []


WRITTEN = {
    "Faces.java": """
class Faces {
  String q = "INSERT INTO face_snap (id, glasses, mask, emotion, TRAIT) VALUES (?,?,?,?,?)";
}
""",
    "faces.py": """
def keep(db, row):
    db.execute("INSERT OR IGNORE INTO face_snap (id, glasses, mask, TRAIT) VALUES (?,?,?,?)", row)
""",
    "faces.go": """
package faces

const q = "UPDATE face_snap SET glasses = ?, mask = ?, emotion = ?, TRAIT = ? WHERE id = ?"
""",
    "faces.cs": """
class Faces {
  string q = "SELECT id, glasses, mask, emotion, TRAIT FROM face_snap";
}
""",
}


@pytest.mark.parametrize("path", WRITTEN)
@pytest.mark.parametrize("column", ["race", "ethnicity"])
def test_columns_that_are_written_are_kept_and_were_not_worked_out(path: str, column: str) -> None:
    told = set().union(*shown({path: WRITTEN[path].replace("TRAIT", column)}))
    assert Stage.FIELD in told
    assert not {Stage.INFERENCE, Stage.EXPOSURE} & told


@pytest.mark.parametrize("path", WRITTEN)
@pytest.mark.parametrize("column", ["race", "ethnicity"])
def test_columns_of_staff(path: str, column: str) -> None:
    text = WRITTEN[path].replace("face_snap", "staff").replace("aces", "taff")
    for word, other in {"glasses": "birthday", "mask": "address", "emotion": "department"}.items():
        text = text.replace(word, other)
    assert shown({path.replace("aces", "taff"): text.replace("TRAIT", column)}) == []


CALLS = {
    "FaceSnapSearch.java": """
class FaceSnapSearch {
    void fill(Query query, String race, String glasses, int age) {
        %s;
        query.addEqualCriteria("WEARS_GLASSES", glasses);
        query.addEqualCriteria("AGE", age);
    }
}
""",
    "FaceSnapSearch.cs": """
class FaceSnapSearch {
    void Fill(Query query, string race, string glasses, int age) {
        %s;
        query.AddCondition("glasses", glasses);
        query.AddCondition("age", age);
    }
}
""",
}


@pytest.mark.parametrize("path", CALLS)
@pytest.mark.parametrize(
    "call",
    [
        'query.addEqualCriteria("RACE", race)',
        'query.AddCondition("race", race)',
        'all.must(QueryBuilders.termQuery("race", race))',
        'example.createCriteria().andEqualTo("race", race)',
        'wrapper.eq("race", race)',
        'all.add(Criteria.where("race").is(race))',
    ],
)
def test_a_call_that_makes_one_condition_of_a_search(path: str, call: str) -> None:
    assert {Stage.FIELD, Stage.EXPOSURE} <= set().union(*shown({path: CALLS[path] % call}))


@pytest.mark.parametrize("path", CALLS)
@pytest.mark.parametrize(
    "call", ['log.warn("race", race)', 'assertThat(told).eq("race", race)', 'map.put("race", race)']
)
def test_a_call_that_searches_nothing(path: str, call: str) -> None:
    assert Stage.EXPOSURE not in set().union(*shown({path: CALLS[path] % call}))


@pytest.mark.parametrize("path", CALLS)
def test_conditions_about_laps(path: str) -> None:
    text = CALLS[path] % 'query.addEqualCriteria("RACE", race)'
    for word, other in {"FaceSnap": "Lap", "lasses": "heels", "LASSES": "HEELS", "AGE": "LAP", "age": "lap"}.items():
        text = text.replace(word, other)
    assert not shown({path.replace("FaceSnap", "Lap"): text})


FILLED = {
    "format": 'query = "UPDATE {{}} SET {column}={{}} WHERE id={{}}".format(table, "\'" + {name} + "\'", one)',
    "percent": "query = \"UPDATE faces SET {column} = '%s' WHERE id = %d\" % ({name}, one)",
    "given": 'db.execute("INSERT INTO faces (id, {column}) VALUES (?, ?)", (one, {name}))',
    "below": 'db.execute(\n        "INSERT INTO faces (id, {column}) VALUES (?, ?)",\n        (one, {name}),\n    )',
}
KEEPER = """
def keep(table, one, face_image, form, sky_race):
    {name} = {told}
    {statement}
    db.commit()
"""


@pytest.mark.parametrize("how", FILLED)
@pytest.mark.parametrize("column", ["race", "ethnicity"])
def test_a_column_that_is_filled_with_what_a_model_told(how: str, column: str) -> None:
    statement = FILLED[how].format(column=column, name="race")
    text = KEEPER.format(name="race", told="predict_one(face_image, model)", statement=statement)
    assert any({Stage.FIELD, Stage.INFERENCE} <= told for told in shown({"keep.py": text}))


@pytest.mark.parametrize("how", FILLED)
@pytest.mark.parametrize("told", ['form["race"]', "face_image.tag", "sky_race"])
def test_a_column_that_is_filled_with_anything_else(how: str, told: str) -> None:
    statement = FILLED[how].format(column="race", name="race")
    text = KEEPER.format(name="race", told=told, statement=statement)
    assert Stage.INFERENCE not in set().union(*shown({"keep.py": text}))
