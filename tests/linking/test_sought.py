"""Conditions of searches of faces in the ways in which stores take them, and what only looks so. All is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

_SOUGHT = {
    "derived.java": "interface FaceShotRepository extends CrudRepository<FaceShot, Long> {\n"
    "  List<FaceShot> findAllByGateIdAndEthnicity(Long gate, String ethnicity);\n}\n",
    "derived.kt": "interface FaceDao {\n    fun countBySkinTone(tone: String): Long\n}\n",
    "derived.py": "class FaceStore:\n    def get_by_ethnicity(self, ethnicity):\n        return self.rows(ethnicity)\n",
    "scope.rb": "class FaceShot < ApplicationRecord\n  scope :for_race, ->(race) { where(race: race) }\nend\n",
    "scope.php": "class FaceShot extends Model {\n    public function scopeRace($query, $race) {\n"
    "        return $query->where('race', $race);\n    }\n}\n",
    "repo.go": "func (s *FaceStore) Find(q Query) ([]Face, error) {\n\ttx := s.db\n"
    '\tif q.Ethnicity != "" {\n\t\ttx = tx.Where("ethnicity = ?", q.Ethnicity)\n\t}\n\treturn run(tx)\n}\n',
    "mongo.go": 'cur, err := r.faces.Find(ctx, bson.M{"race": race, "gate": gate})\n',
    "mongo.py": 'rows = db.faces.find({"gate": gate, "ethnicity": {"$in": wanted}})\n',
    "query.ex": "defmodule Gate.Faces do\n"
    "  def of_race(query, race), do: from(f in query, where: f.race == ^race)\nend\n",
    "asked.graphql": "query Q($ethnicity: String!) {\n  faces(where: {ethnicity: {_eq: $ethnicity}}) { id shot }\n}\n",
    "prisma.ts": "const rows = await prisma.face.findMany({\n  where: { gateId, race },\n  take: 20,\n});\n",
    "orm.ts": "const rows = await this.faceRepo.find({ where: { ethnicity: q.ethnicity } });\n",
    "sequelize.js": "const rows = await Face.findAll({ where: { race: wanted } });\n",
    "builder.ts": "class FaceService {\n"
    '  find(q: Q) {\n    return this.qb.andWhere("f.ethnicity = :ethnicity", q);\n  }\n}\n',
    "search.ts": 'const body = { query: { bool: { filter: [{ term: { "face.race": race } }] } } };\n',
    "rows.py": "q = session.query(Face).filter(Face.race == race)\n",
    "django.py": "rows = DetectedFace.objects.filter(gate=gate, ethnicity__in=wanted)\n",
    "Linq.cs": "var rows = from f in db.Faces where f.Ethnicity == asked select f;\n",
    "criteria.java": "class FaceFinder {\n"
    '  List<Face> find(String race) {\n    q.where(cb.equal(root.get("race"), race));\n  }\n}\n',
    "spring.java": 'List<Face> of(String race) { return t.find(query(where("race").is(race)), Face.class); }\n',
    "diesel.rs": "let rows = faces::table.filter(faces::race.eq(&race)).load::<Face>(conn)?;\n",
    "supa.js": "const { data } = await sb.from('faces').select('*').eq('race', race);\n",
}
_OTHER = {
    "donors.ts": "class Donors {\n  // face to face\n  a(q) { return repo.find({ where: { ethnicity: q.x } }); }\n}\n",
    "players.go": 'func (r *PlayerRepo) Of(race string) { return r.db.Where("race = ?", race).Preload("Face") }\n',
    "patients.java": "interface PatientRepository extends CrudRepository<Patient, Long> {\n"
    "  List<Patient> findByEthnicity(String ethnicity);\n}\n",
    "staff.rb": "class Employee < ApplicationRecord\n  has_one :face_image\n"
    "  scope :of, ->(race) { where(race: race) }\nend\n",
    "voters.go": 'func (r *VoterRepo) Find(q Query) {\n\ttx = tx.Where("ethnicity = ?", q.Ethnicity)\n}\n',
    "runs.py": "rows = Result.objects.filter(race=race, runner=runner)\n",
    "horses.ex": "def of_race(query, race), do: from(r in query, where: r.race == ^race)\n",
    "cars.js": "const rows = await Car.findAll({ where: { color: black } });\n",
    "users.ts": "const rows = await prisma.userProfile.findMany({\n"
    "  where: { ethnicity: q.ethnicity, hasFacePhoto: true },\n});\n",
    "written.py": 'db.patients.insert_one({"race": race, "gate": gate})\n',
    "games.ts": "class FaceParts {\n  getFaceByRace(race: Race) {\n    return this.parts[race];\n  }\n}\n",
    "form.ts": "function Survey() {\n  return answers.find({ where: { ethnicity: asked } });\n}\n",
    "es.ts": "const body = { query: { bool: { filter: [{ term: { race: race } }] } } };\n",
    "told.py": 'faces.insert_one({"race": race})\n',
    "null.py": 'rows = db.faces.find({"race": None})\n',
}


def _stages(name: str, text: str) -> set[Stage]:
    found = report({name: text}, sifted=True).findings
    return {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}


@pytest.mark.parametrize("name", _SOUGHT)
def test_faces_are_searched_by_what_a_condition_names(name: str) -> None:
    assert Stage.EXPOSURE in _stages(name, _SOUGHT[name])


@pytest.mark.parametrize("name", _OTHER)
def test_other_searches_and_other_uses_say_nothing(name: str) -> None:
    assert Stage.EXPOSURE not in _stages(name, _OTHER[name])
