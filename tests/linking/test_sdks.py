"""Kits that parts are, or are built from: by exports, calls, versions, copyright, signatures; never by prose."""

import msgspec
import pytest

from sousveil.knowledge.families import of_sdk
from sousveil.knowledge.pack import Reading as Read
from sousveil.knowledge.pack import Sdk
from sousveil.linking.parts.sdks import How, kits
from sousveil.model.report import Signature
from sousveil.model.words import Kind, Outcome
from sousveil.reporting.built import sentence
from sousveil.reporting.words import CHINESE, ENGLISH
from tests.linking.laid import examined, pack, report
from tests.samples.reading import pe

SDK = Sdk(
    id="x", name="XKit", maker="Example", symbols=("XK_Init", "XK_Login", "XK_Play", "XK_Close"),
    companies=("Example Vision Technology", "Exvis"), products=("XKit dll",),
    sources=(Read(repository="a/b", path="c.h", read="2026-11-27"),),
)  # fmt: skip
HIK = ("NET_DVR_Init", "NET_DVR_Cleanup", "NET_DVR_Login_V40", "NET_DVR_RealPlay_V40")


def told(files: dict[str, str | bytes], *names: str) -> list[tuple[str, How, tuple[str, ...]]]:
    found = kits(examined(files, names=names), pack().sdks)
    return [(one.sdk.id, one.how, one.texts) for one in found]


def test_a_library_that_exports_the_functions_is_or_is_built_from_the_kit():
    library = pe.build(HIK[0], "Nothing", "a\0", *HIK[1:])
    assert told({"bin/Viewer.dll": library}, *HIK) == [("hikvision-hcnetsdk", How.EXPORTS, HIK)]


@pytest.mark.parametrize(
    "names",
    [
        ("NET_DVR_Init2", "XNET_DVR_Cleanup", "NET_DVR_Login_V400", "NET_DVR_"),
        ("NET_DVR_Init", "NET_DVR_Cleanup", "Own_Login"),
        ("CLIENT_Init", "NET_DVR_Init", "NETDEV_Init", "H264_DVR_Init"),
    ],
    ids=["other names", "two of them", "one of each"],
)
def test_an_innocent_twin_is_no_kit(names):
    assert told({"bin/own.dll": pe.build(names[0], "Nothing", "a\0", *names[1:])}, *names) == []


def test_code_that_calls_it_names_its_functions():
    code = """
    int start(void) {
        if (!NET_DVR_Init()) return 1;
        long id = NET_DVR_Login_V40(&info, &device);
        NET_DVR_RealPlay_V40(id, &view, 0, 0);
        return NET_DVR_Cleanup();
    }
    """
    ((sdk, how, texts),) = told({"src/main.c": code}, *HIK)
    assert (sdk, how, set(texts)) == ("hikvision-hcnetsdk", How.NAMES, set(HIK))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("README.md", f"Unlike HCNetSDK there is no {', '.join(HIK)} here.\n"),
        ("src/a.c", f"// replaces {' '.join(HIK)}\nint own(void) {{ return 0; }}\n"),
        ("src/a.py", f"GONE = {list(HIK)!r}\n"),
    ],
)
def test_what_is_only_written_about_it_is_not(path, text):
    assert told({path: text}, *HIK) == []


def test_a_copyright_line_tells_the_maker():
    line = "/* Copyright (c) Shenzhen Jia Xin Jie Electronic Co.Ltd, 2011 */\nint JNetOther(int a);\n"
    assert [one[:2] for one in told({"inc/Jtype.h": line})] == [("jxj-jnetsdk", How.COPYRIGHT)]
    assert told({"inc/Jtype.h": line.replace("Copyright (c)", "Sold by")}) == []


def test_a_signature_tells_the_maker_where_it_was_checked():
    by = "Example Vision Technology Co., Ltd."
    assert [one.how for one in kits([], [SDK], [Signature(scheme="Authenticode", state="valid", by=by)])] == [
        How.SIGNED
    ]
    for other in (Signature(scheme="Authenticode", state="invalid", by=by),
                  Signature(scheme="Authenticode", state="valid", by="Somebody Else")):  # fmt: skip
        assert kits([], [SDK], [other]) == []


def test_it_is_a_fact_beside_the_verdict_and_no_finding():
    library = pe.build(HIK[0], "Nothing", "a\0", *HIK[1:])
    judged = report({"bin/Viewer.dll": library}, names=HIK)
    (one,) = judged.built_from
    assert (one.sdk, one.maker, one.how, one.layers, one.count) == (
        "HCNetSDK", "Hikvision", "exports", ("bin/Viewer.dll",), 1,
    )  # fmt: skip
    assert any(source.startswith("anyboo/Phoenix at") for source in one.sources)
    assert judged.verdict.outcome is Outcome.NOTHING
    assert not [finding for finding in judged.findings if finding.kind is not Kind.VOCABULARY]
    assert sentence(one, ENGLISH, "kit.zip") == (
        "Viewer.dll is, or is built from, HCNetSDK of Hikvision: it exports NET_DVR_Init, NET_DVR_Cleanup, "
        "NET_DVR_Login_V40, 1 more"
    )
    assert "Hikvision 的 HCNetSDK" in sentence(one, CHINESE, "kit.zip")


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"sources": ()}, "has no source"),
        ({"symbols": SDK.symbols[:3]}, "has too few symbols"),
        ({"maker": ""}, "names companies and no maker"),
        ({"products": ("kit",)}, "is too short"),
    ],
)
def test_what_an_entry_lacks_is_said(changed, fault):
    assert list(of_sdk(SDK)) == []
    assert any(fault in one.what for one in of_sdk(msgspec.structs.replace(SDK, **changed)))


def test_no_symbol_is_of_two_kits():
    symbols = [name for sdk in pack().sdks for name in sdk.symbols]
    assert len(set(symbols)) == len(symbols)
