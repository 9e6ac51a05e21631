"""A later round opens and reads only what names something that was found, and says what opening everything says."""

import io
import zipfile

import pytest

from sousveil.reporting import to_json
from sousveil.running import examine, jail
from sousveil.running.options import Options
from sousveil.running.rounds import Again, Follower
from sousveil.running.scan import scan

FACE = """\
enum EM_NATION_TYPE { EM_NATION_TYPE_UNKNOWN, EM_NATION_TYPE_UYGUR, EM_NATION_TYPE_OTHER };
// attributes of a detected face
typedef struct { int nAge; int emGlasses; int emMask; enum EM_NATION_TYPE emNation; } XY_OBJ_DATA;
"""
EVENT = "typedef struct { int nChannel; XY_OBJ_DATA stuPart; } NET_SNAP;\n"
FURTHER = "struct NET_ALARM { int nRule; XY_OBJ_DATA stuPart; };\n"


@pytest.fixture
def folder(tmp_path):
    target = tmp_path / "sdk"
    target.mkdir()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("further.h", FURTHER)
        made.writestr("other.h", "struct NET_OTHER { int nSize; };\n")
    (target / "face.h").write_text(FACE)
    (target / "snap.h").write_text(EVENT)
    (target / "packed.zip").write_bytes(packed.getvalue())
    (target / "closed.zip").write_bytes(packed.getvalue()[:40])
    (target / "empty.h").write_text("")
    for number in range(5):
        (target / f"other{number}.h").write_text(f"int n{number};\n")
    return target


def _scanned(target, monkeypatch):
    """The report, and the files that were opened in each round."""
    monkeypatch.setattr(jail, "FORKS", False)
    opened: list[str] = []
    usual = examine.open_entry

    def noting(entry, *rest):
        opened.append(entry.path.decode())
        return usual(entry, *rest)

    monkeypatch.setattr(examine, "open_entry", noting)
    report = scan([target], Options(when="then"))
    monkeypatch.setattr(examine, "open_entry", usual)
    return to_json(report).decode(), opened


def test_only_what_names_something_is_opened_again(folder, monkeypatch):
    told, opened = _scanned(folder, monkeypatch)
    again = opened[len(list(folder.iterdir())) :]
    assert "snap.h" in again
    assert "packed.zip" in again
    assert not [path for path in again if path.startswith(("other", "face"))]
    assert "NET_ALARM" in told


def test_it_says_what_opening_everything_says(folder, monkeypatch):
    told, opened = _scanned(folder, monkeypatch)
    monkeypatch.setattr(Follower, "entry", Again.entry)
    monkeypatch.setattr(Follower, "leaf", Again.leaf)
    everything, opened_all = _scanned(folder, monkeypatch)
    assert len(opened_all) > len(opened)
    assert _timeless(told) == _timeless(everything)


def _timeless(told: str) -> list[str]:
    return [line for line in told.splitlines() if not line.strip().startswith(('"started":', '"run": "'))]
