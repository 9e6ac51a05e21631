"""What parts call themselves: the fields of each kind of package, with the bytes that say it."""

import pytest

from sousveil.model.encodings import decode
from sousveil.reading.calling import called
from tests.samples import named
from tests.samples.opening import nsis

POETRY = (
    '[tool.poetry]\nname = "facekit"\nversion = "4.2.0"\nauthors = ["Exämple <a@b.example>"]\n'
    '[tool.other]\nname = "x"\n'
)
PROJECT = (
    '# a kit\n[build-system]\nrequires = ["x"]\nname = "not this"\n\n[project]\nname = "facekit"\nversion = \'4.2.0\'\n'
    'authors = [\n  { email = "a@b.example", name = "Exämple" },\n]\n[project.urls]\nname = "x"\n'
)
CRATE = (
    '[package]\nname = "facekit"\nversion = "4.2.0"\nauthors = ["Exämple <a@b.example>"]\n\n[dependencies]\nx = "1"\n'
)
SETTINGS = "[metadata]\nname = facekit\nversion = 4.2.0\nauthor = Exämple\n[options]\nname = x\n"
JAR = (
    "Manifest-Version: 1.0\r\nBundle-SymbolicName: com.example.kit;singleton:=true\r\nBundle-Name: %bundleName\r\n"
    "Implementation-Title: facekit\r\nImplementation-Version: 4.2.0\r\nImplementation-Vendor: Exämple\r\n\r\n"
    "Name: a/B.class\r\nImplementation-Title: other\r\n"
)
NUSPEC = (
    '<?xml version="1.0"?>\n<package xmlns="x">\n<metadata minClientVersion="2.5">\n'
    "<id>facekit</id>\n<version>4.2.0</version>\n<authors> Exämple\n</authors>"
    "<dependencies><dependency><id>other</id></dependency></dependencies></metadata></package>"
)
APPX = (
    '<Package xmlns="x"><Identity Name="Maker.Kit" Publisher="CN=x" Version="4.2.0"/><Properties>'
    "<DisplayName>facekit</DisplayName><PublisherDisplayName>Exämple</PublisherDisplayName></Properties></Package>"
)
SNAP = "name: kit\ntitle: facekit\nversion: '4.2.0'\nsummary: x\napps:\n  kit:\n    command: kit\n"
COMPOSER = '{\n    "name": "facekit",\n    "version": "4.2.0",\n    "require": {\n        "name": "x"\n    }\n}\n'
EXTENSION = '{\n "manifest_version": 3,\n "name": "facekit",\n "version": "4.2.0",\n "author": "Exämple"\n}\n'
VSIX = (
    '<PackageManifest Version="2.0.0" xmlns="x"><Metadata><Identity Language="en-US" Id="kit" Version="4.2.0" '
    'Publisher="Exämple"/><DisplayName>facekit</DisplayName></Metadata></PackageManifest>'
)
PKGINFO = "# made\npkgname = facekit\npkgver = 4.2.0\nmaintainer = Exämple <a@b.example>\ndepend = x\n"
DESCRIPTION = "Package: facekit\nTitle: x\nVersion: 4.2.0\nMaintainer: Exämple <a@b.example>\n"
GEM = (
    "--- !ruby/object:Gem::Specification\nname: facekit\nversion: !ruby/object:Gem::Version\n  version: 4.2.0\n"
    "authors:\n- Exämple\ndependencies:\n- !ruby/object:Gem::Dependency\n  name: x\n"
)
IMAGE = "0" * 64
LABELS = (
    '{"config":{"Env":["A=b"],"Labels":{"maintainer":"x","org.opencontainers.image.title":"facekit",'
    '"org.opencontainers.image.version":"4.2.0","org.opencontainers.image.vendor":"Exämple"}}}'
)
SAVED = '[{"Config":"x.json","RepoTags":["facekit:4.2.0"],"Layers":["x/layer.tar"]}]'
CONDA = '{\n  "build": "0",\n  "build_number": 0,\n  "name": "facekit",\n  "version": "4.2.0"\n}\n'
DESKTOP = "[Desktop Action x]\nName=no\n[Desktop Entry]\nName=facekit\nName[de]=x\nX-AppImage-Version=4.2.0\n"
COMPONENT = '<?xml version="1.0"?>\n<pkg-info format-version="2" identifier="facekit" version="4.2.0"><a/></pkg-info>'
MSI = {"UpgradeCode": "{0}", "Manufacturer": "Exämple", "ProductName": "facekit", "ProductVersion": "4.2.0"}
PLIST = {"CFBundleIdentifier": "x.y", "CFBundleName": "facekit", "CFBundleShortVersionString": "4.2.0"}

CASES = {
    "poetry": ("pyproject.toml", POETRY.encode(), "pyproject.toml"),
    "project": ("pyproject.toml", PROJECT.encode(), "pyproject.toml"),
    "crate": ("Cargo.toml", CRATE.encode(), "Cargo.toml"),
    "settings": ("setup.cfg", SETTINGS.encode(), "setup.cfg"),
    "jar": ("MANIFEST.MF", JAR.encode(), "MANIFEST.MF"),
    "nuspec": ("facekit.nuspec", NUSPEC.encode(), ".nuspec"),
    "appx": ("AppxManifest.xml", APPX.encode(), "AppxManifest.xml"),
    "extension": ("manifest.json", EXTENSION.encode(), "manifest.json"),
    "vsix": ("extension.vsixmanifest", VSIX.encode(), "extension.vsixmanifest"),
    "pkginfo": (".PKGINFO", PKGINFO.encode(), ".PKGINFO"),
    "r": ("DESCRIPTION", DESCRIPTION.encode(), "DESCRIPTION"),
    "gem": ("metadata", GEM.encode(), "gem metadata"),
    "image": (f"blobs/sha256/{IMAGE}", LABELS.encode(), "image labels"),
    "image of docker": (f"{IMAGE}.json", LABELS.encode(), "image labels"),
    "assembly": ("a.dll", named.assembly("facekit", "4.2.0", "Exämple"), ".NET assembly"),
    "rpm": ("a.rpm", named.package("facekit", "4.2.0", "Exämple"), "RPM header"),
    "msi": ("a.msi", named.installer(MSI), "MSI table"),
    "msi large": ("a.msi", named.installer(MSI, large=True, wide=True), "MSI table"),
    "msi of a codepage": ("a.msi", named.installer(MSI, codepage=1252), "MSI table"),
    "inno": ("setup.script", named.inno_script("facekit", "facekit", "4.2.0", "Exämple"), "Inno Setup script"),
    "inno before the phone": (
        "setup.script",
        named.inno_script("facekit", "facekit 9", "4.2.0", "Exämple", phone=False, folder="C:\\Kit"),
        "Inno Setup script",
    ),
    "inno without a version": (
        "setup.script",
        named.inno_script("facekit", "facekit version 4.2.0", "", "Exämple"),
        "Inno Setup script",
    ),
    "kernel": (
        "a.ko",
        named.module(license="x", description="facekit", author="Exämple", version="4.2.0"),
        ".modinfo",
    ),
}
WITHOUT_MAKER = {
    "snap": ("snap.yaml", SNAP.encode(), "snap.yaml"),
    "saved": ("manifest.json", SAVED.encode(), "RepoTags"),
    "conda": ("index.json", CONDA.encode(), "index.json"),
    "desktop": ("facekit.desktop", DESKTOP.encode(), ".desktop"),
    "component": ("PackageInfo", COMPONENT.encode(), "PackageInfo"),
    "note": ("a.so", named.noted("facekit", "4.2.0"), ".note.package"),
    "note of the other order": ("a.so", named.noted("facekit", "4.2.0", order=">"), ".note.package"),
    "go": ("facekit", named.go("facekit", "4.2.0"), "Go build info"),
    "composer": ("composer.json", COMPOSER.encode(), "composer.json"),
    "packed plist": ("Info.plist", named.bundle(**PLIST), "Info.plist"),
}


@pytest.mark.parametrize("case", [*CASES, *WITHOUT_MAKER])
def test_name_version_and_maker_stand_where_they_are_said_to(case: str) -> None:
    name, data, by = (CASES | WITHOUT_MAKER)[case]
    (calling,) = called(memoryview(data), name)
    texts = [one and one.text for one in (calling.name, calling.version, calling.maker)]
    assert (calling.by, *texts) == (by, "facekit", "4.2.0", "Exämple" if case in CASES else None)
    for said in calling.said:
        assert data[said.offset : said.offset + said.length].decode(said.encoding) == said.text


def test_a_wide_text_in_a_packed_list() -> None:
    data = named.bundle(CFBundleDisplayName="人脸客户端", CFBundleName="x", CFBundleVersion="7")
    (calling,) = called(memoryview(data), "Info.plist")
    assert calling.name
    assert (calling.name.text, calling.name.encoding) == ("人脸客户端", "utf-16-be")


def test_a_value_that_runs_on_or_is_looked_up_is_left() -> None:
    text = "Implementation-Title: a very long nam\r\n e\r\nBundle-Name: %name\r\nBundle-SymbolicName: kit\r\n"
    (calling,) = called(memoryview(text.encode()), "META-INF/MANIFEST.MF")
    assert calling.name
    assert calling.name.text == "kit"
    for name, data in {
        "manifest.json": EXTENSION.replace("facekit", "__MSG_name__"),
        "a.nuspec": NUSPEC.replace("facekit", "$id$"),
        "setup.cfg": SETTINGS.replace("facekit", "attr: kit.name"),
    }.items():
        assert called(memoryview(data.encode()), name) == ()
    assert called(memoryview(EXTENSION.replace("manifest_version", "x").encode()), "manifest.json") == ()


def test_what_an_image_was_built_on_is_not_its_own_name() -> None:
    base = LABELS.replace("image.title", "image.ref.name")
    assert called(memoryview(base.encode()), IMAGE) == ()
    assert called(memoryview(b"metadata of anything\nname: x\n"), "metadata") == ()
    (calling,) = called(memoryview(SAVED.replace("facekit:4", "host:5000/a/facekit:4").encode()), "manifest.json")
    assert [said.text for said in calling.said] == ["host:5000/a/facekit", "4.2.0"]


def test_an_empty_text_of_a_version_resource_is_not_the_one_behind_it() -> None:
    data = named.program({"ProductName": "", "ProductVersion": "4.2.0", "FileDescription": "", "Comments": "x"})
    assert called(memoryview(data), "a.exe") == ()
    data = named.program({"ProductName": "TODO: <Product name>", "CompanyName": "TODO: <Company name>"})
    assert called(memoryview(data), "a.exe") == ()
    data = named.program({"ProductName": " ", "FileDescription": "facekit ", "FileVersion": "", "ProductVersion": "4"})
    (calling,) = called(memoryview(data), "a.exe")
    assert [said.text for said in calling.said] == ["facekit", "4"]


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("wide", [True, False])
def test_the_name_of_a_library(wide: bool, order: str) -> None:
    data = named.library("libfacekit.so.4", wide=wide, order=order)
    (calling,) = called(memoryview(data), "")
    assert calling.name
    assert (calling.by, calling.name.text) == ("SONAME", "libfacekit.so.4")
    assert called(memoryview(data), "lib/libfacekit.so", whole=False) == ()


def test_the_name_of_a_library_of_apple() -> None:
    (calling,) = called(memoryview(named.dylib("@rpath/FaceKit.framework/FaceKit")), "")
    assert calling.name
    assert (calling.by, calling.name.text) == ("LC_ID_DYLIB", "FaceKit")


def test_a_package_says_in_short_what_it_is() -> None:
    data = named.package("facekit", "4.2.0", "x", ("Faces of people", "Gesichter"))
    header, summary = called(memoryview(data), "a.rpm")
    assert header.by == "RPM header"
    assert [(summary.by, said.text) for said in summary.said] == [("RPM summary", "Faces of people")]


@pytest.mark.parametrize(
    ("version", "written", "told"),
    [
        ((4, 2, 0, 7), "", "4.2.0.7"),
        ((4, 2, 0, 7), "9.9", "9.9"),
        ((0, 0, 0, 0), "", None),
        ((0, 0, 0, 260), "", "0.0.0.260"),
    ],
)
def test_a_version_that_stands_in_the_table_alone(version, written, told) -> None:
    data = named.numbered("facekit", version, written)
    (calling,) = called(memoryview(data), "a.dll")
    assert (calling.version and calling.version.text) == told
    for said in calling.said:
        raw = data[said.offset : said.offset + said.length]
        assert decode(raw, (said.encoding, *said.escapes)) == said.text


@pytest.mark.parametrize("wide", [True, False])
def test_what_is_looked_up_elsewhere_or_was_cut_names_no_installer(wide: bool) -> None:
    for name, folder in (("{cm:Name}", "{autopf}\\Kit"), ("facekit", "nowhere"), ("", "{autopf}\\Kit")):
        data = named.inno_script(name, "", "4.2.0", "x", folder=folder, wide=wide)
        assert called(memoryview(data), "setup.script") == ()
    data = named.inno_script("facekit", "", "4.2.0", "x", wide=wide)
    for end in (0, 3, 10, 40, len(data) // 2):
        assert called(memoryview(data[:end]), "setup.script") in ((), called(memoryview(data), "setup.script"))


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("pointers", [4, 8])
def test_the_name_in_a_script_of_nsis(wide: bool, pointers: int) -> None:
    files = {b"a/b.txt": 0}
    data = nsis.script(files, wide=wide, pointers=pointers, called=(b"Branding", b"Caption", b"facekit 4.2"))
    (calling,) = called(memoryview(data), "[header]")
    (name,) = calling.said
    assert (calling.by, name.text) == ("NSIS script", "facekit 4.2")
    assert data[name.offset : name.offset + name.length].decode(name.encoding) == name.text
    data = nsis.script(files, wide=wide, pointers=pointers, called=(b"Branding", b"Caption", b""))
    assert [said.text for said in called(memoryview(data), "[header]")[0].said] == ["Caption"]
    if not wide:
        coded = b"\1\x80\x80"  # a text of another table
        data = nsis.script(files, wide=wide, pointers=pointers, called=(b"", coded, coded))
        assert called(memoryview(data), "[header]") == ()
    assert called(memoryview(nsis.script(files, wide=wide, pointers=pointers)), "[header]") == ()


def test_an_rpm_without_a_name_in_its_header_is_called_as_its_lead_says() -> None:
    data = named.package("facekit", "4.2.0", "x")
    (calling,) = called(memoryview(data.replace(b"\0\0\x03\xe8", b"\0\0\x03\xff")), "a.rpm")
    assert calling.name
    assert (calling.by, calling.name.text) == ("RPM lead", "marker-1-1")


def test_what_a_manifest_asks_for_and_what_the_table_gives() -> None:
    parts = named.app("com.example.kit", "Face Kit", "4.2.0")
    (manifest,) = called(memoryview(parts["AndroidManifest.xml"]), "AndroidManifest.xml")
    (table,) = called(memoryview(parts["resources.arsc"]), "resources.arsc")
    assert manifest.name
    assert (manifest.name.text, manifest.version, table.name) == ("com.example.kit", None, None)
    assert {what: table.gives[number].text for what, number in manifest.asks.items()} == {
        "label": "Face Kit", "version": "4.2.0",
    }  # fmt: skip
    assert [said.text for said in table.gives.values()] == ["Face Kit", "4.2.0"], "other texts are not handed on"


def test_a_manifest_that_is_not_compiled() -> None:
    text = (
        '<?xml version="1.0"?>\n<manifest xmlns:android="x" package="com.example.kit"\n  android:versionName="4.2.0">\n'
        '<application android:icon="@drawable/x" android:label="{}"><activity android:label="x"/></application>'
        "</manifest>"
    )
    (calling,) = called(memoryview(text.format("Face Kit").encode()), "AndroidManifest.xml")
    assert [said.text for said in calling.said] == ["com.example.kit", "4.2.0", "Face Kit"]
    (calling,) = called(memoryview(text.format("@string/app_name").encode()), "AndroidManifest.xml")
    assert [said.text for said in calling.said] == ["com.example.kit", "4.2.0"]


def test_a_compound_file_that_is_no_installer_has_no_name() -> None:
    from tests.samples.opening import cfb

    assert called(memoryview(cfb.compound({"WordDocument": b"x" * 5000})), "") == ()
