"""What a field may hold, in the ways in which languages list it; told of faces, of others and of paint: invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

_LISTED = {
    "Fill.java": (
        'class FaceFilter { void fill() { raceModel.addAll("White", "Black", "Asian"); faceList.refresh(); } }\n'
    ),
    "log.php": (
        "<?php\nclass FaceLog extends Model {\n  const RACES = [1 => 'White', 2 => 'Black', 3 => 'Asian'];\n}\n"
    ),
    "names.kt": 'class FaceInfo { val raceNames = mapOf(0 to "White", 1 to "Black", 2 to "Asian") }\n',
    "names.dart": "class FaceInfo { static const raceNames = {0: 'White', 1: 'Black', 2: 'Asian'}; }\n",
    "names.scala": 'object FaceInfo { val raceNames = Map(0 -> "White", 1 -> "Black", 2 -> "Asian") }\n',
    "shot.rb": (
        'class FaceShot < ApplicationRecord\n  RACES = { 1 => "White", 2 => "Black", 3 => "Asian" }.freeze\nend\n'
    ),
    "valid.rb": (
        "class FaceShot < ApplicationRecord\n  validates :race, inclusion: { in: %w[white black asian] }\nend\n"
    ),
    "enum.rb": "class FaceShot < ApplicationRecord\n  enum race: { unknown: 0, white: 1, black: 2, asian: 3 }\nend\n",
    "shot.ex": (
        'defmodule Cams.FaceShot do\n  schema "face_shots" do\n    field :camera_id, :integer\n'
        "    field :ethnicity, Ecto.Enum, values: [:asian, :black, :white]\n  end\nend\n"
    ),
    "dto.ts": (
        'export class FaceShotDto {\n  cameraId: number;\n  @IsIn(["white", "black", "asian"])\n  race: string;\n}\n'
    ),
    "schema.js": (
        'const faceSchema = new Schema({ race: { type: String, enum: ["white", "black", "asian"] }, crop: String });\n'
    ),
    "shot.py": 'class FaceShot(Base):\n    camera: int\n    race: Literal["white", "black", "asian"]\n',
    "asked.py": 'def find_faces(camera: int, race: Optional[Literal["white", "black", "asian"]] = None): ...\n',
    "events.sql": (
        "CREATE TABLE face_events (ts DateTime, camera_id UInt32,\n"
        "  ethnicity Enum8('unknown' = 0, 'asian' = 1, 'black' = 2, 'white' = 3)) ENGINE = MergeTree ORDER BY ts;\n"
    ),
    "race.lua": (
        'local M = {}\nM.FACE_RACE = { [0] = "unknown", [1] = "white", [2] = "black", [3] = "yellow" }\n'
        "function M.decode(b)\n  return { face_x = b:u8(), age = b:u8(), race = M.FACE_RACE[b:u8()] }\nend\n"
    ),
    "View.cpp": 'std::vector<std::string> FaceAnalyzer::raceNames() { return {"White", "Black", "Asian"}; }\n',
    "frmFaceSearch.frm": (
        'VERSION 5.00\nBegin VB.Form frmFaceSearch\n   Caption = "Search faces"\n   Begin VB.Label Label1\n'
        '      Caption = "Race"\n   End\nEnd\nAttribute VB_Name = "frmFaceSearch"\nPrivate Sub Form_Load()\n'
        '    cboRace.AddItem "White"\n    cboRace.AddItem "Black"\n    cboRace.AddItem "Asian"\nEnd Sub\n'
    ),
}
_OTHER = {
    "Track.java": (
        'class TrackFilter { void fill() { raceModel.addAll("White", "Black", "Yellow"); faceList.refresh(); } }\n'
    ),
    "paint.php": (
        "<?php\nclass CarPaint { const COLORS = [1 => 'White', 2 => 'Black', 3 => 'Yellow']; const FACE = 1; }\n"
    ),
    "staff.ex": (
        'defmodule Hr.Employee do\n  schema "employees" do\n    field :hire_date, :date\n'
        "    field :ethnicity, Ecto.Enum, values: [:asian, :black, :white]\n  end\nend\n"
    ),
    "car.lua": (
        'local M = {}\nM.CAR = { [0] = "unknown", [1] = "white", [2] = "black" }\nreturn { face = M.CAR[1] }\n'
    ),
    "theme.ts": 'export class FaceThemeDto {\n  @IsIn(["white", "black", "yellow"])\n  color: string;\n}\n',
    "theme.js": 'const faceSchema = new Schema({ color: { type: String, enum: ["white", "black", "yellow"] } });\n',
    "staff.rb": (
        "class Employee < ApplicationRecord\n  has_one :face_image\n"
        "  validates :race, inclusion: { in: %w[white black asian] }\nend\n"
    ),
    "patient.py": 'class Patient(Base):\n    ward: int\n    race: Literal["white", "black", "asian"]\n',
    "cars.sql": (
        "CREATE TABLE car_events (ts DateTime, camera_id UInt32,\n"
        "  color Enum8('white' = 1, 'black' = 2, 'yellow' = 3)) ENGINE = MergeTree ORDER BY ts;\n"
    ),
    "Paint.cpp": 'std::vector<std::string> CarPainter::raceNames() { return {"White", "Black", "Yellow"}; }\n',
}


def _stages(name: str, text: str) -> set[Stage]:
    found = report({name: text}, sifted=True).findings
    return {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}


@pytest.mark.parametrize("name", _LISTED)
def test_groups_that_a_field_of_a_face_may_hold(name: str) -> None:
    assert Stage.SCHEME in _stages(name, _LISTED[name])


@pytest.mark.parametrize("name", _OTHER)
def test_paint_and_what_people_tell_of_themselves_say_nothing(name: str) -> None:
    assert not _stages(name, _OTHER[name])


def test_skin_of_a_colour_is_no_paint_in_a_text_of_several_lines() -> None:
    text = "人脸的肤色。\\n取值：0：黄色皮肤，1：棕色皮肤，2：黑色皮肤，3：白色皮肤。\\n未检测到人脸时为空。"
    api = f'{{"FaceAttributes": [{{"name": "Glasses", "document": "眼镜"}}, {{"name": "Skin", "document": "{text}"}}]}}'
    assert Stage.SCHEME in _stages("api.json", api)
    painted = text.replace("肤色", "颜色").replace("皮肤", "")
    assert not _stages("api.json", api.replace(text, painted))
