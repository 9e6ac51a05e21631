"""Screens that running code makes: what is chosen under a label by which faces are searched, and in forms: invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

_SOUGHT = {
    "window.py": """import tkinter as tk
root = tk.Tk()
root.title("Face search")
tk.Label(root, text="Race").grid(row=0)
box = ttk.Combobox(root, values=["Any", "White", "Black", "Asian"])
tk.Button(root, text="Search faces", command=run).grid(row=1)
""",
    "find.kt": """@Composable
fun FaceFilterScreen(vm: Model) {
    Text("Find captured faces")
    Text("Ethnicity")
    DropdownMenu(items = listOf("Asian", "Black", "White"), onSelect = vm::pick)
}
""",
    "FaceSearchView.swift": """struct FaceSearchView: View {
    var body: some View {
        Picker("Ethnicity", selection: $picked) {
            ForEach(["Any", "Asian", "Black", "White"], id: self) { Text($0) }
        }
        Button("Search faces") { run() }
    }
}
""",
    "page.dart": """class FaceSearchPage extends StatelessWidget {
  Widget build(BuildContext context) => Column(children: [
    const Text('Search faces'),
    DropdownButtonFormField<String>(
      decoration: const InputDecoration(labelText: 'Race'),
      items: const ['White', 'Black', 'Asian'].map(item).toList(),
    ),
  ]);
}
""",
    "widget.cpp": """void FaceSearchWidget::setup() {
  auto* label = new QLabel(tr("Skin colour"), this);
  m_box->addItems({tr("White"), tr("Black"), tr("Yellow")});
}
""",
}
_OTHER = {
    "register.py": """import tkinter as tk
root.title("Register employee")
tk.Label(root, text="Name").grid(row=0)
tk.Label(root, text="Address").grid(row=1)
tk.Label(root, text="Race").grid(row=2)
box = ttk.Combobox(root, values=["White", "Black", "Asian"])
tk.Button(root, text="Take face photo", command=snap).grid(row=3)
""",
    "patients.kt": """@Composable
fun PatientSearchScreen(vm: Model) {
    Text("Find patients")
    Text("Ethnicity")
    DropdownMenu(items = listOf("Asian", "Black", "White"), onSelect = vm::pick)
}
""",
    "heroes.dart": """class HeroPage extends StatelessWidget {
  Widget build(BuildContext context) => Column(children: [
    const Text('Search heroes by face'),
    DropdownButtonFormField<String>(
      decoration: const InputDecoration(labelText: 'Race'),
      items: const ['Elf', 'Orc', 'Human'].map(item).toList(),
    ),
  ]);
}
""",
    "paint.cpp": """void FacePlateWidget::setup() {
  auto* label = new QLabel(tr("Colour"), this);
  m_box->addItems({tr("White"), tr("Black"), tr("Yellow")});
}
""",
    "people.swift": """struct DirectoryView: View {
    var body: some View {
        Picker("Ethnicity", selection: $picked) {
            ForEach(["Any", "Asian", "Black", "White"], id: self) { Text($0) }
        }
        Button("Search") { run() }
    }
}
""",
}
_COLUMNS = """export const {name}: ColumnDef<{row}>[] = [
  {{ accessorKey: "{first}", header: "{title}" }},
  {{ accessorKey: "crop", header: "Snapshot" }},
  {{ accessorKey: "ethnicity", header: "Ethnicity" }},
];
"""


def _stages(name: str, text: str) -> set[Stage]:
    found = report({name: text}, sifted=True).findings
    return {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}


@pytest.mark.parametrize("name", _SOUGHT)
def test_choices_under_a_label_are_what_faces_are_searched_by(name: str) -> None:
    assert {Stage.SCHEME, Stage.EXPOSURE} <= _stages(name, _SOUGHT[name])


@pytest.mark.parametrize("name", _OTHER)
def test_forms_and_other_screens_say_nothing(name: str) -> None:
    assert not _stages(name, _OTHER[name])


def test_columns_of_a_table_of_faces_are_shown() -> None:
    faces = _COLUMNS.format(name="faceColumns", row="CapturedFace", first="camera", title="Camera")
    assert Stage.EXPOSURE in _stages("columns.tsx", faces)


def test_columns_of_a_table_of_staff_are_none() -> None:
    staff = _COLUMNS.format(name="staffColumns", row="Employee", first="camera", title="Camera")
    enrolled = _COLUMNS.format(name="faceColumns", row="EnrolledFace", first="fullName", title="Email address")
    assert not _stages("columns.tsx", staff)
    assert not _stages("columns.tsx", enrolled)
