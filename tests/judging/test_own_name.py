"""What a target calls itself: found in every kind of package, quoted so that it can be checked, believed by nobody."""

import gzip
import io
import struct
import tarfile
import zipfile

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.model.canonical import sealed
from sousveil.model.encodings import version_numbers
from sousveil.model.limits import Limits
from sousveil.proving import Cause, Result, exit_code, lines
from sousveil.reading.calling import called
from sousveil.reporting import to_html, to_json, to_machine, to_terminal
from sousveil.reporting.comparing import comparison_page
from sousveil.running.comparing import compare
from sousveil.running.options import Options
from sousveil.running.proof import proof
from sousveil.running.scan import scan
from tests.samples import named
from tests.samples.opening import ar, inno, nsis, pe
from tests.samples.reading import axml

OPTIONS = Options(jobs=1)
METADATA = (
    "Metadata-Version: 2.1\r\nName: facekit\r\nVersion: 4.2.0\r\nAuthor: Exämple\r\n\r\nName: no field, but text\r\n"
)
PACKAGE = (
    '{\n  "name": "facekit",\n  "version": "4.2.0",\n  "author": "Exämple",\n  "config": {\n    "name": "x"\n  }\n}\n'
)
POM = (
    '<?xml version="1.0"?>\n<project>\n<!-- <version>0</version> -->\n<parent><artifactId>above</artifactId></parent>\n'
    "<artifactId>facekit</artifactId><version>4.2.0</version><groupId>Exämple</groupId>\n"
    "<dependencies><dependency><artifactId>other</artifactId><version>9</version></dependency></dependencies></project>"
)
PLIST = (
    '<?xml version="1.0"?><plist><dict><key>CFBundleName</key><string>facekit</string>'
    "<key>CFBundleShortVersionString</key><string>4.2.0</string></dict></plist>"
)
GEM = (
    "--- !ruby/object:Gem::Specification\nname: facekit\nversion: !ruby/object:Gem::Version\n  version: 4.2.0\n"
    "authors:\n- Exämple\n"
)
IMAGE = "0123456789abcdef" * 4 + ".json"
LABELS = (
    '{"config":{"Labels":{"org.opencontainers.image.title":"facekit","org.opencontainers.image.version":"4.2.0",'
    '"org.opencontainers.image.vendor":"Exämple"}}}'
)
CONTROL = "Package: facekit\nVersion: 4.2.0\nMaintainer: Exämple\nDescription: x\n"


def zipped(**files: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(mode: str, **files: str | bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, text in files.items():
            data = text.encode() if isinstance(text, str) else text
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def node(key: str, value: bytes, kind: int = 1, size: int = 0) -> bytes:
    """A node of a version resource: its length, that of its value, its kind, its key, padding, the value."""
    head = 6 + len(key.encode("utf-16-le")) + 2
    body = key.encode("utf-16-le") + b"\0\0" + bytes(-head % 4) + value
    whole = struct.pack("<HHH", 6 + len(body), size, kind) + body
    return whole + bytes(-len(whole) % 4)


def program() -> bytes:
    strings = {"CompanyName": "Exämple", "InternalName": "x", "ProductName": "facekit", "ProductVersion": "4.2.0"}
    table = b"".join(node(key, f"{text}\0".encode("utf-16-le"), size=len(text) + 1) for key, text in strings.items())
    info = node("StringFileInfo", node("040904b0", table))
    return pe.image({(16, 1, 1033): node("VS_VERSION_INFO", bytes(52) + info, 0, 52)})


MANIFEST = axml.document(
    ("manifest", (("package", "facekit"), ("versionName", "4.2.0"), ("versionCode", "7")), ()),
    of_system={"versionName": 0x0101021C},
)
PROPERTIES = "groupId=Exämple\nartifactId=facekit\nversion=4.2.0\n"
CASES = {
    "wheel": (zipped(**{"k/a.py": "x = 1\n", "facekit-4.2.0.dist-info/METADATA": METADATA}), "METADATA", "Exämple"),
    "sdist": (tarred("w:gz", **{"f/PKG-INFO": METADATA, "f/a.py": "x = 1\n"}), "PKG-INFO", "Exämple"),
    "npm": (tarred("w:gz", **{"package/package.json": PACKAGE, "package/i.js": "x\n"}), "package.json", "Exämple"),
    "jar": (
        zipped(**{"A.txt": "x", "META-INF/maven/g/a/pom.properties": PROPERTIES}),
        "pom.properties",
        "Exämple",
    ),
    "maven": (zipped(**{"p/pom.xml": POM, "p/src/A.java": "class A {}\n"}), "pom.xml", "Exämple"),
    "mac": (zipped(**{"Face.app/Contents/Info.plist": PLIST, "Face.app/Contents/x.txt": "x"}), "Info.plist", ""),
    "android": (zipped(**{"AndroidManifest.xml": MANIFEST, "a.txt": "x"}), "AndroidManifest.xml", ""),
    "windows": (program(), "version resource", "Exämple"),
    "deb": (
        ar.gnu({
            b"debian-binary": b"2.0\n", b"control.tar.xz": tarred("w:xz", **{"./control": CONTROL}),
            b"data.tar.xz": tarred("w:xz", **{"./usr/x": "x\n"}),
        }),
        "control",
        "Exämple",
    ),
    "rpm": (named.package("facekit", "4.2.0", "Exämple"), "RPM header", "Exämple"),
    "msi": (
        named.installer({"ProductName": "facekit", "ProductVersion": "4.2.0", "Manufacturer": "Exämple"}),
        "MSI table",
        "Exämple",
    ),
    "packed msi": (
        zipped(**{"a.msi": named.installer({"ProductName": "facekit", "ProductVersion": "4.2.0"})}), "MSI table", "",
    ),
    "plist": (
        zipped(**{"Face.app/Contents/Info.plist": named.bundle(CFBundleName="facekit", CFBundleVersion="4.2.0"),
                  "Face.app/Contents/x.txt": "x"}),
        "Info.plist", "",
    ),
    "nuget": (
        zipped(**{"k.nuspec": "<package><metadata><id>facekit</id><version>4.2.0</version></metadata></package>",
                  "lib/x.txt": "x"}),
        ".nuspec", "",
    ),
    "manifest": (
        zipped(**{"META-INF/MANIFEST.MF": "Implementation-Title: facekit\nImplementation-Version: 4.2.0\n",
                  "A.txt": "x"}),
        "MANIFEST.MF", "",
    ),
    "gem": (tarred("w", **{"metadata.gz": gzip.compress(GEM.encode()), "data.tar.gz": tarred("w:gz", **{"a.rb": "x"})}),
            "gem metadata", "Exämple"),
    "docker": (
        tarred("w", **{IMAGE: LABELS, "a/layer.tar": tarred("w", **{"x.txt": "x"}),
                       "manifest.json": f'[{{"Config":"{IMAGE}","RepoTags":null,"Layers":["a/layer.tar"]}}]'}),
        "image labels", "Exämple",
    ),
    "framework": (zipped(**{"Face.framework/Versions/A/Resources/Info.plist": PLIST,
                            "Face.framework/Versions/A/x.txt": "x"}), "Info.plist", ""),
    "assembly": (named.assembly("facekit", "4.2.0", "Exämple"), ".NET assembly", "Exämple"),
    "inno": (
        inno.installer({"a.txt": b"x"}, called=("facekit", "", "", "", "Exämple", "", "", "", "", "4.2.0", "{app}")),
        "Inno Setup script", "Exämple",
    ),
    "noted": (named.noted("facekit", "4.2.0"), ".note.package", ""),
    "module": (named.module(description="facekit", version="4.2.0", author="Exämple"), ".modinfo", "Exämple"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_it_is_found_and_holds_either_way(name, tmp_path):
    data, by, maker = CASES[name]
    target = tmp_path / f"{name}.bin"
    target.write_bytes(data)
    report = scan([target], OPTIONS)
    (own,) = report.targets[0].calls_itself
    assert (own.by, own.name, own.version, own.maker) == (by, "facekit", "4.2.0", maker)
    assert [one.text for one in own.evidence] == ["facekit", "4.2.0", *([maker] if maker else [])]
    path = tmp_path / "report.json"
    path.write_bytes(to_json(report))
    for independent in (False, True):
        checks = proof(path, [target], Limits(), jobs=1, independent=independent)
        assert exit_code(checks) == 0, lines(checks, every=True)
        assert sum(check.finding == "calls-itself" for check in checks) == len(own.evidence)
    assert "what it calls itself: " in lines(checks)
    # A name that does not stand there is caught, whoever sealed it.
    other = msgspec.structs.replace(own, name="innocent")
    told = msgspec.structs.replace(report.targets[0], calls_itself=(other,))
    path.write_bytes(to_json(sealed(msgspec.structs.replace(report, targets=(told,)))))
    wrong = [check for check in proof(path, [target], Limits(), jobs=1) if check.result is not Result.HOLDS]
    assert [(check.about, check.of) for check in wrong] == [("calls_itself", Cause.REPORT)]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (named.package("facekit", "4.2.0", "Exämple", ("Faces", "Gesichter")),
         [("RPM header", "facekit", "4.2.0"), ("RPM summary", "Faces", "")]),
        (named.numbered("facekit", (4, 2, 0, 7)), [(".NET assembly", "facekit", "4.2.0.7")]),
        (nsis.installer({b"a.txt": b"x"}, called=(b"", b"Set-up", b"facekit 4.2")),
         [("NSIS script", "facekit 4.2", "")]),
        (nsis.installer({b"a.txt": b"x"}, called=(b"", b"Set-up", b"facekit 4.2"), solid=True, wide=False),
         [("NSIS script", "facekit 4.2", "")]),
    ],
    ids=["summary", "numbers", "nsis", "nsis in one stream"],
)  # fmt: skip
def test_what_stands_in_headers_and_tables_holds_either_way(data, said, tmp_path):
    target = tmp_path / "a.bin"
    target.write_bytes(data)
    report = scan([target], OPTIONS)
    told = report.targets[0].calls_itself
    assert [(own.by, own.name, own.version) for own in told] == said
    path = tmp_path / "report.json"
    path.write_bytes(to_json(report))
    for independent in (False, True):
        checks = proof(path, [target], Limits(), jobs=1, independent=independent)
        assert exit_code(checks) == 0, lines(checks, every=True)
        assert sum(check.finding == "calls-itself" for check in checks) == sum(len(own.evidence) for own in told)


def test_the_label_of_an_app_is_what_the_table_beside_it_says(tmp_path):
    parts = named.app("com.example.kit", "Face Kit", "4.2.0", more={"app_name_old": "Not this"})
    other = named.app("com.example.other", "Other", "1.0")["resources.arsc"]
    target = tmp_path / "a.apk"
    target.write_bytes(zipped(**parts, **{"assets/b/resources.arsc": other}))
    report = scan([target], OPTIONS)
    told = [(own.by, own.name, own.version) for own in report.targets[0].calls_itself]
    assert told == [("AndroidManifest.xml", "com.example.kit", "4.2.0"), ("android:label", "Face Kit", "4.2.0")]
    path = tmp_path / "report.json"
    path.write_bytes(to_json(report))
    for independent in (False, True):
        assert exit_code(proof(path, [target], Limits(), jobs=1, independent=independent)) == 0


def test_of_one_kind_more_than_a_few_speak_for_nobody_and_others_still_do(tmp_path):
    files = {f"META-INF/maven/g/a{n}/pom.properties": PROPERTIES.replace("facekit", f"kit{n}") for n in range(9)}
    manifest = "Implementation-Title: facekit\nImplementation-Version: 4.2.0\n"
    (tmp_path / "a.jar").write_bytes(zipped(**files, **{"META-INF/MANIFEST.MF": manifest, "a.txt": "x"}))
    (target,) = scan([tmp_path / "a.jar"], OPTIONS).targets
    assert [(own.by, own.name) for own in target.calls_itself] == [("MANIFEST.MF", "facekit")]


def test_many_parts_with_names_of_their_own_speak_for_nobody(tmp_path):
    for number in range(5):
        (tmp_path / "many" / f"p{number}").mkdir(parents=True)
        (tmp_path / "many" / f"p{number}" / "PKG-INFO").write_text(METADATA.replace("facekit", f"kit{number}"))
    (target,) = scan([tmp_path / "many"], OPTIONS).targets
    assert target.calls_itself == ()


def test_what_is_bundled_does_not_speak_for_the_whole(tmp_path):
    files = {"app/main.py": "x = 1\n", "app/vendor/kit/PKG-INFO": METADATA, "app/node_modules/x/package.json": PACKAGE}
    (tmp_path / "a.zip").write_bytes(zipped(**files))
    assert scan([tmp_path / "a.zip"], OPTIONS).targets[0].calls_itself == ()


def test_every_page_says_it_as_a_claim(tmp_path):
    for number, version in enumerate(("4.2.0", "4.3.0", "4.4.0")):
        text = METADATA.replace("4.2.0", version)
        (tmp_path / f"{number}.whl").write_bytes(zipped(**{"k/a.py": "x = 1\n", "k.dist-info/METADATA": text}))
    report = scan([tmp_path / "0.whl"], OPTIONS)
    page = " ".join(to_terminal(report, width=100, colour=False, unicode=True).split())
    assert "Calls itself “facekit 4.2.0” by “Exämple” (METADATA): a claim of the file, which was not checked." in page
    assert "a claim of the file, which was not checked" in to_machine("markdown", report, 0)
    assert "a claim of the file, which was not checked" in to_html(report)
    assert "自称“Exämple”的“facekit 4.2.0”（METADATA）" in to_html(report, "zh").replace("自称 ", "自称")
    sides = compare([tmp_path / f"{number}.whl" for number in range(3)], OPTIONS)
    assert [side.calls_itself for side in sides.sides] == [("facekit 4.2.0",), ("facekit 4.3.0",), ("facekit 4.4.0",)]
    assert "Calls itself “facekit 4.3.0”." in comparison_page(sides, width=100, colour=False, unicode=True)


NAMES = ("resources.arsc", "MANIFEST.MF", "pyproject.toml", "a.nuspec", "AppxManifest.xml",
         "PKG-INFO", "METADATA", "control", "pom.properties", "pom.xml", "package.json", "Info.plist",
         "AndroidManifest.xml", "a.exe", "a.rpm")  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(sorted(CASES)),
    st.sampled_from(NAMES),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255))),
    st.floats(0, 1),
)
def test_damage_is_never_raised_and_all_that_is_said_stands_there(case, name, changes, cut):
    texts = {"wheel": METADATA, "npm": PACKAGE, "maven": POM, "mac": PLIST, "deb": CONTROL}
    data = bytearray({"android": MANIFEST}.get(case) or texts.get(case, "").encode() or CASES[case][0])
    for where, value in changes:
        data[int(where * (len(data) - 1))] = value
    data = data[: int(cut * len(data))] if cut < 0.5 else data
    for one in called(memoryview(bytes(data)), name):
        for said in one.said:
            stands = bytes(data[said.offset : said.offset + said.length]).decode(said.encoding)
            assert (version_numbers(stands) if said.escapes else stands) == said.text
