"""Kinds of packages that are made of other formats: all of them open to the bottom, by the right layers."""

import gzip
import lzma

import pytest
import zstandard

from tests.opening.looking import look
from tests.samples.opening import (
    ar,
    asar,
    cab,
    container_image,
    cpio,
    iso9660,
    net_assembly,
    net_bundle,
    packed_text,
    pyinstaller,
    qt_resources,
    rpm,
    sevenzip,
    udf,
)  # fmt: skip
from tests.samples.opening import tar as tars
from tests.samples.opening import zip as zips
from tests.samples.opening.payload import FILES, MARKERS

WIDE = {name.decode("utf-8", "replace").encode(): data for name, data in FILES.items()}
"""Where names have to be Unicode."""


def zipped(**files: bytes) -> bytes:
    return zips.archive([zips.Item(name.replace("__", "/").encode(), data) for name, data in files.items()])


def tarred(**files: bytes) -> bytes:
    return tars.build({name.encode(): data for name, data in files.items()})


JAR = zips.build()
WAR = zipped(WEB_INF__lib__marker_jar=JAR)
APK = zipped(AndroidManifest_xml=b"\3\0\x08\0" + bytes(90), classes_dex=b"dex\n035\0" + bytes(90), assets__sdk_zip=JAR)
TGZ = gzip.compress(tars.build())
ZSTD = zstandard.ZstdCompressor().compress

PACKAGES = {
    "wheel": (zips.build(), ["zip"]),
    "war": (WAR, ["zip", "zip"]),
    "ear": (zipped(app_war=WAR), ["zip", "zip", "zip"]),
    "nupkg": (zipped(x_nuspec=b"<package/>", lib__net8__x_zip=JAR), ["zip", "zip"]),
    "apk": (APK, ["zip", "zip"]),
    "xapk": (zipped(manifest_json=b"{}", base_apk=APK, config_arm64_apk=zipped(lib__a_so=b"code")), ["zip"] * 4),
    "aab": (zipped(BundleConfig_pb=b"x", base__assets__sdk_zip=JAR), ["zip", "zip"]),
    "ipa": (zipped(Payload__A_app__Frameworks__sdk_zip=JAR), ["zip", "zip"]),
    "npm": (TGZ, ["tar", "gzip"]),
    "gem": (tarred(metadata_gz=gzip.compress(b"--- name: marker\n"), data_tar_gz=TGZ), ["gzip", "tar", "gzip", "tar"]),
    "conda": (zipped(metadata_json=b"{}", pkg_tar_zst=ZSTD(tars.build())), ["tar", "zstd", "zip"]),
    "apk of Alpine": (
        gzip.compress(tars.member(b".SIGN", b"x")) + gzip.compress(tars.member(b".PKGINFO", b"y")) + TGZ,
        ["tar", "gzip"],
    ),
    "deb": (
        b"!<arch>\n" + ar.member(b"debian-binary", b"2.0\n") + ar.member(b"data.tar.xz", lzma.compress(tars.build())),
        ["tar", "xz", "ar"],
    ),
    "rpm in a tar": (tarred(marker_rpm=rpm.package(ZSTD(cpio.build()), b"zstd")), ["cpio", "zstd", "rpm", "tar"]),
    "installer": (
        cab.cabinet([({b"data.7z": sevenzip.archive([sevenzip.Folder(WIDE)])}, cab.MSZIP)]),
        ["7z-folder", "7z", "cab-folder", "cab"],
    ),
    "disc": (
        iso9660.build({b"setup/a.tar.gz": gzip.compress(tarred(sdk_zip=WAR)), b"b/c": b"c"}, boot=b"\xeb\xfe" * 1024),
        ["zip", "zip", "tar", "gzip", "iso9660"],
    ),
    "image of a container": (
        container_image.oci([tarred(etc=b"x"), tarred(opt_sdk_whl=zipped(sdk__data_zip=JAR))]),
        ["tar", "gzip", "zip", "zip", "tar", "gzip", "container-image"],
    ),
    "Electron app": (
        zipped(resources__app_asar=asar.build({b"dist/sdk.zip": WAR, b"dist/main.js": b"run()"})),
        ["zip", "zip", "asar", "zip"],
    ),
    "program of Python in one file": (
        pyinstaller.archive(
            [pyinstaller.Entry(b"face.rcc", qt_resources.build({b"face/sdk.zip": JAR})), pyinstaller.Entry(b"x", b"y")]
        ),
        ["zip", "qt-resources", "pyinstaller"],
    ),
    "program of .NET in one file": (
        net_bundle.build({b"Face.dll": net_assembly.build({b"sdk.zip": JAR}), b"x.json": b"{}"}),
        ["zip", "net-assembly", "net-bundle"],
    ),
    "script that carries an archive as text": (
        udf.build(
            {b"a/setup.sh.gz": gzip.compress(b"#!/bin/sh\nbase64 -d <<EOF\n" + packed_text.lines(JAR) + b"\nEOF\n")}
        ),
        ["zip", "packed-text", "gzip", "udf"],
    ),
    "four deep": (
        sevenzip.archive([sevenzip.Folder({b"a.tar.gz": gzip.compress(tarred(sdk_zip=WAR)), b"b": b"b"})]),
        ["zip", "zip", "tar", "gzip", "7z-folder", "7z"],
    ),
}


@pytest.mark.parametrize("kind", PACKAGES)
def test_package(kind):
    data, containers = PACKAGES[kind]
    opened = look(data)
    assert opened.containers == containers
    assert not opened.gaps
    for marker in MARKERS:
        assert opened.anywhere(marker)
