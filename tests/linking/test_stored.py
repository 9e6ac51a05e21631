"""Columns of tables that are given, elsewhere, what was told of a face. All programs and names are invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

RUBY = """
class GateScan < ApplicationRecord
  has_one_attached :picture
  def look
    faces = JSON.parse(Client.get("https://faces.example/detect?attribute=glasses,race&url=#{picture.url}"))
    self.glasses = faces["face"].first["attributes"]["glasses"]
    self.race = faces["face"].first["attributes"]["race"]["value"]
    save
  end
end
"""
PYTHON = """
def look(picture):
    told = DeepFace.analyze(picture, actions=["age", "race"])
    scan = GateScan()
    scan.age = told[0]["age"]
    gate_scan.race = told[0]["dominant_race"]
    scan.save()
"""
TABLES = {
    "a migration": (
        "db/migrate/1_make.rb",
        "create_table :gate_scans do |t|\n  t.string :gender\n  t.integer :age\n  t.string :race\nend\n",
    ),
    "the schema": (
        "db/schema.rb",
        'create_table "gate_scans", force: :cascade do |t|\n  t.string "gender"\n  t.string "race"\nend\n',
    ),
    "a column more": (
        "db/migrate/2_more.rb",
        "add_column :gate_scans, :gender, :string\nadd_column :gate_scans, :race, :string\n",
    ),
    "php": (
        "database/1.php",
        "<?php\nSchema::create('gate_scans', function ($t) {\n  $t->string('gender');\n  $t->string('race');\n});\n",
    ),
    "javascript": (
        "migrations/1.js",
        "knex.schema.createTable('gate_scans', (t) => {\n  t.string('gender');\n  t.string('race');\n});\n",
    ),
    "python": (
        "models.py",
        "class GateScan(models.Model):\n    gender = models.CharField()\n    race = models.CharField()\n",
    ),
}

DJANGO = """
found = DeepFace.analyze(picture, actions=["race", "gender"])[0]
GateScan.objects.create(
    gender=found["dominant_gender"],
    race=found["dominant_race"],
)
"""
LARAVEL = """<?php
$told = json_decode($api->detect($photo, ['face_field' => 'age,race,glasses']), true);
GateScan::create([
  'gender' => $told['face_list'][0]['gender']['type'],
  'race' => $told['face_list'][0]['race']['type'],
]);
"""
PRISMA = """
const told = await client.detectFaces(image);
await prisma.gateScan.create({
  data: {
    gender: told.faces[0].attributes.gender.value,
    race: told.faces[0].attributes.race.value,
  },
});
"""
GO = """package db

func Look(image []byte) {
	told := client.DetectFaces(image)
	scan := GateScan{
		Gender: told.Faces[0].Attributes.Gender.Value,
		Race: told.Faces[0].Attributes.Race.Value,
	}
	db.Create(&scan)
}
"""
MADE = {
    "django": ("views.py", DJANGO),
    "laravel": ("Look.php", LARAVEL),
    "prisma": ("look.ts", PRISMA),
    "a repository": ("look.ts", PRISMA.replace("prisma.gateScan.create", "gateScanRepository.save")),
    "go": ("look.go", GO),
}


def columns(path: str, table: str, code: dict[str, str]) -> bool:
    found = report({path: table, **code}, sifted=True).findings
    capable = [one for one in found if one.kind is Kind.CAPABILITY and Stage.FIELD in one.stages]
    return any(e.layers[-1] == path for one in capable for e in one.evidence)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("code", [{"app/models/gate_scan.rb": RUBY}, {"look.py": PYTHON}])
def test_a_column_holds_what_code_puts_into_its_record(table: str, code: dict[str, str]) -> None:
    assert columns(*TABLES[table], code)


@pytest.mark.parametrize("how", MADE)
def test_a_record_is_made_of_what_was_told(how: str) -> None:
    name, code = MADE[how]
    assert columns(*TABLES["a migration"], {name: code})
    other = code.replace("GateScan", "Regatta").replace("gateScan", "regatta")
    assert not columns(*TABLES["a migration"], {name: other})


@pytest.mark.parametrize("table", TABLES)
def test_another_table_or_column_is_left_alone(table: str) -> None:
    path, text = TABLES[table]
    assert not columns(path, text.replace("gate_scans", "regattas").replace("GateScan", "Regatta"), {"a.rb": RUBY})
    assert not columns(path, text, {"a.rb": RUBY.replace("self.race =", "self.race_told =")})


@pytest.mark.parametrize("table", TABLES)
def test_a_column_that_a_form_fills_is_declared(table: str) -> None:
    filled = "class GateScan < ApplicationRecord\n  def take(params)\n    self.race = params[:race]\n  end\nend\n"
    assert not columns(*TABLES[table], {"app/models/gate_scan.rb": filled})
    assert not columns(*TABLES[table], {})


def test_whoever_stands_before_a_camera_is_no_row_of_those_who_work_there() -> None:
    look = PYTHON.replace("gate_scan.race", "employee.race")
    table = 'create_table "employees" do |t|\n  t.string "name"\n  t.string "address"\n  t.string "race"\nend\n'
    assert not columns("db/schema.rb", table, {"look.py": look})


@pytest.mark.parametrize("table", TABLES)
def test_what_was_typed_in_stays_so_in_a_program_that_compares_faces(table: str) -> None:
    take = (
        "def enrol(form, photo):\n    face = face_detector.detect(photo)\n    embedding = face_model.embed(face)\n"
        "    row = GateScan(\n        race=form.get('race'),\n        gender=form.get('gender'),\n"
        "        embedding=embedding,\n    )\n    gate_scan.race = form.get('race')\n    session.add(row)\n"
    )
    assert not columns(*TABLES[table], {"face_server.py": take})
