"""Values chosen on a screen when somebody is enrolled, and values told by a model. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Origin, Stage
from tests.linking.laid import report

STORE = """
class FaceStore:
    def keep_face(self, picture, name, gender=None, ethnicity=None):
        embedding = face_model.embed(picture)
        self.db.execute("CREATE TABLE IF NOT EXISTS faces (name TEXT, gender TEXT, ethnicity TEXT, embedding BLOB)")
        self.db.execute("INSERT INTO faces (name, gender, ethnicity, embedding) VALUES (?, ?, ?, ?)", row)
"""
WINDOW = """
class Window:
    def build(self):
        self.name_entry = tk.Entry(self.root)
        self.ethnicity_label = tk.Label(self.root, text="Ethnicity")
        self.ethnicity_box = ttk.Combobox(self.root)
        self.ethnicity_box["values"] = ["Asian", "Black", "White", "Hispanic"]

    def done(self, camera, face):
        picture = camera.capture(face)
        %s
"""
BY_HAND = [
    "self.store.keep_face(picture, self.name_entry.get(), self.gender_box.get(), self.ethnicity_box.get())",
    "self.store.keep_face(picture=picture, name=self.name_entry.get(), ethnicity=self.ethnicity_box.get())",
    "chosen = self.ethnicity_box.get()\n        self.store.keep_face(picture, self.name_entry.get(), 'f', chosen)",
    "self.store.keep_face(picture, input('Name: '), ethnicity=input('Ethnicity: '))",
]
TOLD = [
    "self.store.keep_face(picture, 'visitor', 'f', told['dominant_race'])",
    "chosen = analyse(picture)\n        self.store.keep_face(picture, self.name_entry.get(), 'f', chosen)",
    "self.store.keep_face(picture, self.name_entry.get())",
    "self.store.keep_face(picture, input(), 'f', input())\n        self.store.keep_face(picture, 'visitor', 'f', told)",
]


def fields(window: str) -> set[str]:
    """The files in which a capability has a slot."""
    found = report({"store.py": STORE, "window.py": WINDOW % window}, sifted=True).findings
    return {e.layers[0] for f in found if f.kind is Kind.CAPABILITY and Stage.FIELD in f.stages for e in f.evidence}


@pytest.mark.parametrize("call", BY_HAND)
def test_chosen_by_hand(call: str) -> None:
    found = report({"store.py": STORE, "window.py": WINDOW % call}, sifted=True).findings
    assert Kind.CAPABILITY not in {one.kind for one in found}
    assert Origin.TYPED in {one.origin for one in found if one.kind is Kind.DECLARED}


@pytest.mark.parametrize("call", TOLD)
def test_handed_over_by_something_else(call: str) -> None:
    assert "store.py" in fields(call)


def test_what_the_file_works_out_itself_is_not_chosen() -> None:
    told = STORE + "\n    def watch(self, face_image):\n        ethnicity = face_model.predict_ethnicity(face_image)\n"
    found = report({"store.py": told, "window.py": WINDOW % BY_HAND[0]}, sifted=True).findings
    assert any(one.kind is Kind.CAPABILITY and Stage.FIELD in one.stages for one in found)
