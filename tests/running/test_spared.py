"""A mistake in linking loses the file that it is met on, and says so; the rest of the target is judged."""

import pytest

from sousveil.linking import loose
from sousveil.model.words import Kind
from sousveil.running.options import Options
from sousveil.running.scan import scan

GOOD = "struct FACE_ATTR {\n    int age;\n    int glasses;\n    int beard;\n    int ethnicity; // of the face\n};\n"


def _broken(monkeypatch, where):
    real = loose.near

    def near(view, unit):
        if where(view.path):
            raise KeyError("a mistake")
        return real(view, unit)

    monkeypatch.setattr(loose, "near", near)


def _target(tmp_path):
    folder = tmp_path / "kit"
    (folder / "b").mkdir(parents=True)
    (folder / "good.h").write_text(GOOD)
    (folder / "b" / "bad.py").write_text("def tell(face):\n    return model.predict(face).ethnicity\n")
    return folder


def test_the_file_with_the_mistake_is_a_gap(tmp_path, monkeypatch):
    _broken(monkeypatch, lambda path: path.endswith("bad.py"))
    (target,) = scan([_target(tmp_path)], Options(jobs=1)).targets
    assert [(gap.step.value, gap.code, gap.layers) for gap in target.gaps] == [("linking", "not-linked", ("b/bad.py",))]
    assert [f.evidence[0].layers for f in target.findings if f.kind is Kind.CAPABILITY] == [("good.h",)]
    assert not target.verdict.complete


def test_names_that_are_not_followed_are_a_gap(tmp_path, monkeypatch):
    from sousveil.linking import rounds

    def names(*_):
        raise ValueError("a mistake")

    folder = _target(tmp_path)
    (folder / "other.h").write_text("struct EVENT {\n    FACE_ATTR attr;\n    int channel;\n};\n")
    monkeypatch.setattr(rounds, "names_to_follow", names)
    (target,) = scan([folder], Options(jobs=1)).targets
    assert [(gap.step.value, gap.code, gap.layers) for gap in target.gaps] == [("linking", "not-linked", ())]
    assert [f for f in target.findings if f.kind is Kind.CAPABILITY]
    assert not target.verdict.complete


def test_a_mistake_on_all_together_is_a_gap_of_all(tmp_path, monkeypatch):
    folder = _target(tmp_path)
    from sousveil.judging import report

    real = report.signs_of_removal

    def signs(graph, woven, pack, traits):
        if len([view for view in graph.views.values() if view.hits]) > 1:
            raise ValueError("a mistake")
        return real(graph, woven, pack, traits)

    monkeypatch.setattr(report, "signs_of_removal", signs)
    (target,) = scan([folder], Options(jobs=1)).targets
    assert [(gap.step.value, gap.code, gap.layers) for gap in target.gaps] == [("linking", "not-linked", ())]
    assert not target.findings
    assert not target.verdict.complete


def test_what_fails_without_any_file_is_raised(tmp_path, monkeypatch):
    from sousveil.judging import report

    def signs(*_):
        raise ValueError("a mistake")

    monkeypatch.setattr(report, "signs_of_removal", signs)
    with pytest.raises(ValueError, match="a mistake"):
        scan([_target(tmp_path)], Options(jobs=1))
