"""The whole proof: the seal of a report, its quotes, its findings derived again; and the same without our own code."""

import ast
import bz2
import gzip
import io
import json
import lzma
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samples.demo import build
from sousveil.knowledge import load as load_pack
from sousveil.knowledge.carried import texts, with_rules
from sousveil.knowledge.strict import KnowledgeError
from sousveil.model.canonical import digest, sealed
from sousveil.model.limits import Limits
from sousveil.model.report import Report
from sousveil.model.words import Stage
from sousveil.proving import Cause, Check, ProvingError, Result, exit_code, lines
from sousveil.proving.independent import check
from sousveil.proving.independent.quotes import differs
from sousveil.reporting import to_json
from sousveil.running import producer
from sousveil.running.options import Options
from sousveil.running.proof import proof
from sousveil.running.scan import scan

TEXT = (
    "enum EXV_RACE_KIND { 黄种人, 黑种人, 白种人 };\nstruct FACE_INFO { enum EXV_RACE_KIND race; int faceBox[4]; };\n"
)
INDEPENDENT = Path(__file__).parents[2] / "src/sousveil/proving/independent"


@pytest.fixture(scope="module")
def product(tmp_path_factory):
    return build(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def report(product):
    return scan([product], Options(jobs=1))


def prove(report: Report, target: Path, folder: Path, **how: bool) -> list[Check]:
    path = folder / "report-to-prove.json"
    path.write_bytes(to_json(report))
    return proof(path, [target], Limits(), jobs=1, **how)


def wrong(checks: list[Check]) -> list[Check]:
    return [check for check in checks if check.result is not Result.HOLDS]


def with_target(report: Report, **fields: object) -> Report:
    return msgspec.structs.replace(report, targets=(msgspec.structs.replace(report.targets[0], **fields),))


def with_finding(report: Report, **fields: object) -> Report:
    first, *rest = report.targets[0].findings
    return with_target(report, findings=(msgspec.structs.replace(first, **fields), *rest))


def test_the_demonstration_holds_and_every_finding_is_derived_again(product, report, tmp_path):
    checks = prove(report, product, tmp_path)
    assert exit_code(checks) == 0, lines(checks)
    derived = {check.finding for check in checks if check.derived}
    assert derived == {finding.id for finding in report.targets[0].findings}
    assert lines(checks).count("it comes out of the bytes again") == len(derived)


def test_it_holds_for_a_copy_elsewhere_under_another_name(product, report, tmp_path):
    shutil.copytree(product, tmp_path / "renamed")
    assert exit_code(prove(report, tmp_path / "renamed", tmp_path)) == 0


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"claim": "The software is harmless."}, "claim: the report says 'The software is harmless.'"),
        ({"stages": ()}, "stages: the report says nothing"),
        ({"groups": ("Han",)}, "groups"),
        ({"chain": ()}, "chain"),
        ({"id": "0" * 16}, "it does not come out of the bytes"),
    ],
)
def test_a_claim_that_the_bytes_do_not_give_differs_however_it_is_sealed(product, report, tmp_path, fields, said):
    checks = wrong(prove(sealed(with_finding(report, **fields)), product, tmp_path))
    assert {check.result for check in checks} == {Result.DIFFERS}
    assert any(said in check.why for check in checks), lines(checks)


def test_a_finding_that_was_left_out_is_missed(product, report, tmp_path):
    gone = report.targets[0].findings[0]
    checks = wrong(prove(sealed(with_target(report, findings=report.targets[0].findings[1:])), product, tmp_path))
    assert [check.finding for check in checks] == [gone.id]
    assert gone.claim in checks[0].why


def test_a_verdict_a_gap_and_a_coverage_that_were_changed_are_named(product, report, tmp_path):
    target = report.targets[0]
    told = with_target(
        report,
        verdict=msgspec.structs.replace(target.verdict, headline="Nothing was found."),
        coverage=msgspec.structs.replace(target.coverage, understood=0),
        questions=(),
    )
    assert [one.about for one in wrong(prove(sealed(told), product, tmp_path))] == ["verdict", "coverage", "questions"]


def test_a_change_that_was_not_sealed_is_named_by_its_part(product, report, tmp_path):
    target = report.targets[0]
    changed = with_target(report, provenance=msgspec.structs.replace(target.provenance, by="Somebody Else"))
    checks = wrong(prove(changed, product, tmp_path, quotes_only=True))
    assert [check.about for check in checks] == ["seal of targets/0/provenance"]
    finding = with_finding(report, claim="x")
    checks = wrong(prove(finding, product, tmp_path, quotes_only=True))
    assert [check.about for check in checks] == [f"seal of targets/0/findings/{target.findings[0].id}"]


@given(place=st.integers(0), bit=st.integers(0, 7))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_bit_of_a_report_is_caught(small_report, tmp_path_factory, place, bit):
    data = bytearray(small_report[1])
    data[place % len(data)] ^= 1 << bit
    path = small_report[0].parent / "flipped.json"
    path.write_bytes(data)
    try:
        checks = proof(path, [small_report[0]], Limits(), quotes_only=True)
    except ProvingError:
        return  # it is no report any more
    same = json.loads(data) == json.loads(small_report[1])  # 'E' and 'e' in an escape are one letter
    assert same or exit_code(checks) == 1, lines(checks)
    assert same or any("seal of " in check.about for check in wrong(checks))


class Small(NamedTuple):
    target: Path
    data: bytes

    def __repr__(self) -> str:
        return "a small report"  # an example that fails is told with this, not with all its bytes


@pytest.fixture(scope="module")
def small_report(tmp_path_factory):
    path = tmp_path_factory.mktemp("small") / "face.h"
    path.write_text(TEXT)
    return Small(path, to_json(scan([path], Options(jobs=1))))


@given(place=st.integers(0, len(TEXT.encode()) - 1), bit=st.integers(0, 7))
@settings(max_examples=30, deadline=None)
def test_one_bit_of_a_target_is_caught_and_the_layer_named(small_report, place, bit):
    path, report = small_report
    folder = path.parent / "flipped"
    folder.mkdir(exist_ok=True)
    data = bytearray(path.read_bytes())
    data[place] ^= 1 << bit
    (folder / "face.h").write_bytes(data)
    (folder / "r.json").write_bytes(report)
    for independent in (False, True):
        checks = proof(folder / "r.json", [folder / "face.h"], Limits(), quotes_only=True, independent=independent)
        assert exit_code(checks) == 1
        assert all("SHA-256" in check.why for check in wrong(checks) if check.quote)


@pytest.mark.parametrize("key", [b'"seam": {', b'"se\\u0041l": {'])
def test_a_seal_that_goes_by_another_name_is_caught(small_report, key):
    path = small_report.target.parent / "renamed.json"
    path.write_bytes(small_report.data.replace(b'"seal": {', key))
    checks = proof(path, [small_report.target], Limits(), quotes_only=True)
    assert exit_code(checks) == 1
    assert [check.of for check in wrong(checks)] == [Cause.REPORT]


def test_a_key_that_is_no_text_is_told_in_a_line(small_report):
    path = small_report.target.parent / "no-text.json"
    path.write_bytes(small_report.data.replace(b'"discards"', b'"disc\xe1rds"'))
    with pytest.raises(ProvingError, match="not a report"):
        proof(path, [small_report.target], Limits(), quotes_only=True)


def test_a_report_without_a_seal_cannot_be_checked_in_full(product, report, tmp_path):
    checks = prove(msgspec.structs.replace(report, seal={}), product, tmp_path, quotes_only=True)
    assert exit_code(checks) == 3


def test_the_digest_of_a_part_is_what_anybody_computes(report):
    document = json.loads(to_json(report))
    for name, part in (("run", document["run"]), ("targets/0/gaps", document["targets"][0]["gaps"])):
        data = json.dumps(part, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        import hashlib

        assert hashlib.sha256(data).hexdigest() == report.seal[name] == digest(part)


# Another version


def older(report: Report, **run: object) -> Report:
    return sealed(msgspec.structs.replace(report, run=msgspec.structs.replace(report.run, **run)))


def test_the_rules_that_a_report_carries_are_the_rules_that_made_it():
    pack = load_pack()
    carried = texts(pack, {rule.id for rule in pack.rules})
    assert with_rules(msgspec.structs.replace(pack, rules=()), carried).rules == pack.rules


def test_a_report_of_an_older_version_is_derived_with_its_own_rules(product, report, tmp_path):
    pack = load_pack()
    named = {finding.rule for finding in report.targets[0].findings}
    rule = next(one for one in pack.rules if one.id in named)
    # The older version had the rule with another number, which every finding of it names.
    text = re.sub(r"(?m)^revision: \d+", "revision: 77", rule.text)
    old = with_rules(pack, {**texts(pack, {one.id for one in pack.rules}), rule.id: text})
    old = msgspec.structs.replace(old, digest="of an older version")
    told = scan([product], Options(jobs=1), pack=old)
    assert {finding.revision for finding in told.targets[0].findings if finding.rule == rule.id} == {77}
    checks = prove(told, product, tmp_path)
    assert exit_code(checks) == 0, lines(checks)


OTHER = {"code": "0" * 64}


def test_what_other_code_told_otherwise_holds_in_what_it_claims(product, report, tmp_path):
    """The bytes, stages, groups and places are those of the report: only the sentence is another."""
    told = older(with_finding(report, claim="A sentence as an older version put it."), **OTHER)
    checks = prove(told, product, tmp_path)
    assert exit_code(checks) == 0, lines(checks)
    (check,) = (one for one in checks if one.derived and one.why)
    assert "other code of version" in check.why
    assert "A sentence as an older version put it." in lines(checks)


@pytest.mark.parametrize(
    "run", [OTHER, {"version": "0.0.9"}, {"knowledge": "of an older one"}, {"made_with": {"tree-sitter": "0.1"}}]
)
def test_what_does_not_come_out_with_other_code_is_said_of_the_tool(product, report, tmp_path, run):
    first = report.targets[0].findings[0]
    told = older(with_finding(report, stages=tuple(Stage), groups=(*first.groups, "Martians")), **run)
    (check,) = wrong(prove(told, product, tmp_path))
    assert (check.result, check.of, check.finding) == (Result.CANNOT, Cause.TOOL, first.id)
    assert check.why.startswith("the bytes are the same, and ")
    assert "does not come out of the bytes" in check.why


def test_what_this_version_finds_more_is_said_of_the_tool(product, report, tmp_path):
    told = older(with_target(report, findings=report.targets[0].findings[1:]), **OTHER)
    assert {check.of for check in wrong(prove(told, product, tmp_path))} == {Cause.TOOL}


def test_a_finding_that_goes_by_another_id_is_the_same_one(product, report, tmp_path):
    assert exit_code(prove(older(with_finding(report, id="0" * 16), **OTHER), product, tmp_path)) == 0


def test_the_same_code_and_bytes_leave_the_report_alone_to_blame(product, report, tmp_path):
    (check,) = wrong(prove(sealed(with_finding(report, claim="It is harmless.")), product, tmp_path))
    assert (check.result, check.of) == (Result.DIFFERS, Cause.REPORT)


def test_other_bytes_are_said_of_the_software_whichever_code_it_was(tmp_path):
    """One finding's line is another now; the other finding's file is as it was."""
    folder = tmp_path / "product"
    folder.mkdir()
    (folder / "face.h").write_text(TEXT)
    second = TEXT.replace("FACE_INFO", "PERSON_CAPTURE").replace("EXV_", "QRS_").replace("race;", "raceKind;")
    (folder / "person.h").write_text(second)
    told = scan([folder], Options(jobs=1))
    (folder / "face.h").write_text(TEXT.replace("race;", "kind;"))
    for run in ({}, OTHER):
        checks = wrong(prove(older(told, **run), folder, tmp_path))
        assert Cause.SOFTWARE in {check.of for check in checks if check.result is Result.DIFFERS}
        assert {check.of for check in checks} <= ({Cause.SOFTWARE, Cause.OPEN} if run else {Cause.SOFTWARE})
        assert "OF THE SOFTWARE" in lines(checks)
        assert exit_code(checks) == 1


def test_the_digest_of_the_code_is_that_of_public_tools(tmp_path):
    for name in ("a.py", "model/b.py", "proving/c.py", "model/data.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    command = re.search(r"``(find .*?)``", producer.code.__doc__, re.DOTALL)[1].replace("\n", " ")
    shown = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert producer.code(tmp_path) == shown.split()[0]
    (tmp_path / "proving/c.py").write_text("telling only")
    assert producer.code.__wrapped__(tmp_path) == shown.split()[0]
    (tmp_path / "model/b.py").write_text("otherwise")
    assert producer.code.__wrapped__(tmp_path) != shown.split()[0]


def test_a_report_names_what_made_it(report):
    assert report.run.code == producer.code()
    assert report.run.made_with.keys() >= {"python", "tree-sitter", "hyperscan"}


def test_a_report_that_a_clock_cut_short_is_not_accused(product, report, tmp_path):
    less = with_target(report, findings=report.targets[0].findings[1:])
    checks = prove(older(less, reproducible=False), product, tmp_path)
    assert exit_code(checks) == 3
    assert all("limit of time" in check.why for check in wrong(checks))


@pytest.mark.parametrize("text", ["says: [", "find: []\nsays: x\n", "a: &a [1]\nb: [*a, *a]\nfind: [x]\nsays: x\n"])
def test_a_rule_that_cannot_be_read_is_said(product, report, tmp_path, text):
    rules = {**report.run.rules, report.targets[0].findings[0].rule: text}
    checks = prove(older(report, rules=rules, knowledge="of an older version"), product, tmp_path)
    assert exit_code(checks) == 3
    assert any("cannot be read" in check.why for check in wrong(checks))
    with pytest.raises(KnowledgeError):
        with_rules(load_pack(), rules)


# Without our own code


def test_the_independent_check_imports_the_standard_library_alone():
    for path in INDEPENDENT.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            else:
                continue
            for name in names:
                own = name.startswith(("sousveil.proving.independent", "independent"))
                assert own or name.split(".")[0] in sys.stdlib_module_names, (path.name, name)


def test_it_runs_alone_on_a_bare_python(product, report, tmp_path):
    (tmp_path / "r.json").write_bytes(to_json(report))
    shutil.copytree(INDEPENDENT, tmp_path / "independent", ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-I", "-S", "independent", "r.json", str(product)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "zipfile (Python" in done.stdout


@pytest.mark.parametrize(
    "fields",
    [{"text": "EM_OTHER"}, {"line": 1}, {"column": 999}, {"offset": 1 << 40}, {"encoding": ("utf-32-le",)}],
)
def test_it_says_how_a_quote_differs(product, report, tmp_path, fields):
    first = report.targets[0].findings[0]
    changed = (msgspec.structs.replace(first.evidence[0], **fields), *first.evidence[1:])
    checks = prove(with_finding(report, evidence=changed), product, tmp_path, independent=True)
    assert [check.result for check in wrong(checks) if check.quote] == [Result.DIFFERS]


def test_an_escape_is_undone_as_everywhere():
    for raw, chain, text in (
        (b"\\u7ef4\\u65cf", ("ascii", "backslash"), "维族"),
        (b"\\xe7\\xbb\\xb4", ("ascii", "backslash"), "维"),
        (b"&#x7ef4;&amp;", ("ascii", "html-entities"), "维&"),
        (b"%E7%BB%B4", ("ascii", "percent"), "维"),
        (b"\\ud83d\\ude00", ("ascii", "backslash"), "😀"),
    ):
        place = {"offset": 0, "length": len(raw), "encoding": chain, "text": text, "line": None, "column": None}
        assert differs(raw, place) == ""


def test_a_report_that_leads_out_of_the_target_is_not_followed(product, report, tmp_path):
    (product.parent / "outside").write_text("x")
    blobs = {
        key: msgspec.structs.replace(blob, name_hex=b"../outside".hex()) if blob.parent is None else blob
        for key, blob in report.targets[0].blobs.items()
    }
    outcomes = list(check(json.loads(to_json(with_target(report, blobs=blobs))), [product]))
    assert {one.result for one in outcomes if one.quote} == {"cannot be checked"}


# Nested at random


def in_zip(data: bytes, name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "see the other file\n" * 3)
        archive.writestr(name, data)
    return out.getvalue()


def stored(data: bytes, name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, data)
    return out.getvalue()


def in_tar(data: bytes, name: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


WRAPS = {
    "zip": in_zip, "stored": stored, "tar": in_tar, "gz": lambda data, _: gzip.compress(data, mtime=0),
    "bz2": lambda data, _: bz2.compress(data), "xz": lambda data, _: lzma.compress(data),
}  # fmt: skip


@given(
    wraps=st.lists(st.sampled_from(sorted(WRAPS)), min_size=1, max_size=5),
    name=st.sampled_from(["a.h", "include/face attr.h", "维/脸.h", "-x.h"]),
    codec=st.sampled_from(["utf-8", "gb18030", "utf-16"]),
)
@settings(max_examples=12, deadline=None)
def test_whatever_it_is_packed_in_it_holds_either_way(tmp_path_factory, wraps, name, codec):
    folder = tmp_path_factory.mktemp("nested")
    data = TEXT.encode(codec)
    for number, wrap in enumerate(wraps):
        data = WRAPS[wrap](data, name if not number else f"{number}.{wraps[number - 1]}")
    target = folder / f"nested.{wraps[-1]}"
    target.write_bytes(data)
    report = scan([target], Options(jobs=1))
    assert report.targets[0].findings
    for how in ({}, {"independent": True}):
        checks = prove(report, target, folder, **how)
        assert exit_code(checks) == 0, lines(checks)
