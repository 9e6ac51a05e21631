"""Types in a database of debug information and the library that names it by its number."""

import pytest

from sousveil.model.report import TargetReport
from sousveil.running.options import Options
from sousveil.running.scan import scan
from tests.samples.kinds import library_of_pdb


def _scanned(folder, files) -> TargetReport:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    (target,) = scan([folder], Options(jobs=1)).targets
    return target


@pytest.mark.parametrize("left_out", ["bin/tallis.dll", "bin/zlib.dll", ""])
def test_only_the_library_that_names_the_database_is_in_the_finding(tmp_path, left_out):
    files = {name: data for name, data in library_of_pdb.case().items() if name != left_out}
    target = _scanned(tmp_path, files)
    shown = {place.layers[0] for one in target.findings for place in one.evidence}
    assert "bin/zlib.dll" not in shown
    assert ("bin/tallis.dll" in shown) == (left_out != "bin/tallis.dll")
    assert not [gap for gap in target.gaps if gap.code == "rounds-limit"]


def test_a_library_alone_says_nothing(tmp_path):
    files = {name: data for name, data in library_of_pdb.case().items() if name.startswith("bin/")}
    assert not _scanned(tmp_path, files).findings
