"""One SDK in five forms: what a form shows less than the others is what it has lost."""

import io
import zipfile

import pytest

from sousveil.linking.edges import EdgeKind
from sousveil.model.place import Place
from sousveil.model.report import TargetReport
from sousveil.running.options import Options
from sousveil.running.scan import scan
from tests.reading.looking import read
from tests.samples import five_forms
from tests.samples.reading.net import Builder

_SHOWN = {"vocabulary", "field", "scheme", "event"}
_COMPILED = ("assembly", "jar")


def _scan(folder, *forms: str) -> TargetReport:
    for form in forms:
        files = five_forms.FORMS[form]()
        if files is None:
            pytest.skip("no C compiler on this machine: the stripped library is not tried")
        for name, data in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
    (target,) = scan([folder], Options(jobs=1)).targets
    return target


def _capability(target: TargetReport):
    found = [one for one in target.findings if one.kind == "capability"]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("form", ["header", "java", "assembly", "jar"])
def test_forms_that_keep_the_structure_show_the_same(form, tmp_path):
    target = _scan(tmp_path, form)
    finding = _capability(target)
    assert {str(stage) for stage in finding.stages} == _SHOWN
    assert sorted(finding.groups) == ["Han", "Uyghur"]
    assert finding.origin == "image"
    roles = {str(place.role) for place in finding.evidence}
    assert {"enum", "enum-member", "field", "record"} <= roles
    # Comments, and lines, are what compiling has lost.
    assert ("comment" in roles) == (form not in _COMPILED)
    assert all((place.line is None) == (form in _COMPILED) for place in finding.evidence)
    assert [gap.code for gap in target.gaps] == []
    assert target.verdict.complete


@pytest.mark.parametrize("form", ["header", "java", "assembly", "jar"])
def test_the_values_of_the_list_are_kept(form):
    values = {}
    files = five_forms.FORMS[form]()
    if form == "jar":
        archive = zipfile.ZipFile(io.BytesIO(files["lib/lumen-sdk.jar"]))
        files = {name: archive.read(name) for name in archive.namelist() if "ETHNIC" in name}
    for name, data in files.items():
        at = data.index(b"UYGUR")
        reading, _ = read(data, name, [Place(at, at + 5, 0, "utf-8")])
        values |= {one.name: one.value for one in reading.symbols if one.kind == "enum-member"}
    assert {name: int(value) for name, value in values.items() if value} == five_forms.MEMBERS


def test_a_stripped_library_has_lost_all_but_words_and_says_so(tmp_path):
    target = _scan(tmp_path, "library")
    assert {str(one.kind) for one in target.findings} == {"vocabulary"}
    assert {str(stage) for one in target.findings for stage in one.stages} == {"vocabulary"}
    assert [gap.code for gap in target.gaps] == ["native-unlabelled"]
    assert not target.verdict.complete


def test_a_native_call_and_the_function_of_the_library_are_joined(tmp_path):
    target = _scan(tmp_path, "java", "library")
    finding = _capability(target)
    exported = [at for at, place in enumerate(finding.evidence) if place.role == "exported"]
    assert exported
    joins = {(link.from_, link.to) for link in finding.chain if link.by == EdgeKind.SAME_NAME}
    assert any(a in exported or b in exported for a, b in joins)
    called = next(place for place in finding.evidence if place.role == "exported")
    assert "event" in {str(stage) for stage in called.says}


def test_all_forms_together_are_one_finding(tmp_path):
    finding = _capability(_scan(tmp_path, *five_forms.FORMS))
    assert {place.layers[0].rpartition(".")[2] for place in finding.evidence} == {"h", "java", "dll", "jar", "so"}
    assert sorted(finding.groups) == ["Han", "Uyghur"]
    assert {str(stage) for stage in finding.stages} == _SHOWN


def test_an_export_that_a_method_calls_by_another_name_is_joined():
    make = Builder()
    make.enum("LUMEN_ETHNIC", five_forms.MEMBERS)
    make.type("LumenSdk", "class")
    make.native(make.method("TellEthnicGroup", "int", {"face": "int"}, flags=0x2096), "lumensdk", "XY_TellOneOfThem")
    data = make.build()
    at = data.index(b"TellEthnicGroup")
    reading, _ = read(data, "a.dll", [Place(at, at + 15, 0, "utf-8")])
    (reference,) = [one for one in reading.references if one.how == "native"]
    assert reference.name == "XY_TellOneOfThem"
    assert reading.symbols[reference.within].name == "TellEthnicGroup"
