"""A Java method and its native function, a method of .NET and the export that it names: one chain."""

from pathlib import Path

import pytest

from sousveil.running.options import Options
from sousveil.running.scan import scan
from tests.samples.reading import elf, pe

JAVA = """\
package com.tallis;

public class FaceEngine {
    static { System.loadLibrary("tallis"); }
    /** The race of a face. */
    public native int recognizeEthnicity(long faceImage);
    public native int recognizeAge(long faceImage);
}
"""
CSHARP = """\
using System.Runtime.InteropServices;

public static class FaceNative {
    [DllImport("tallis.dll")]
    public static extern int TLS_RecognizeFaceEthnicity(System.IntPtr faceImage);
}
"""


def _joined(folder: Path) -> set[tuple[str, str]]:
    (target,) = scan([folder], Options(jobs=1)).targets
    return {
        (one.evidence[edge.from_].layers[0], one.evidence[edge.to].layers[0])
        for one in target.findings
        for edge in one.chain
        if edge.by == "same-name"
    }


@pytest.mark.parametrize(("function", "found"), [
    ("Java_com_tallis_FaceEngine_recognizeEthnicity", True),
    ("Java_com_tallis_FaceEngine_recognizeEthnicity__J", True),
    ("Java_com_tallis_OtherPicker_recognizeEthnicity", False),
])  # fmt: skip
def test_jni(function, found, tmp_path):
    (tmp_path / "FaceEngine.java").write_text(JAVA)
    (tmp_path / "libtallis.so").write_bytes(elf.build(("x",), symbols_=((function, 1), ("JNI_OnLoad", 1))))
    assert _joined(tmp_path) == ({("libtallis.so", "FaceEngine.java")} if found else set())


@pytest.mark.parametrize(("function", "found"), [
    ("TLS_RecognizeFaceEthnicity", True),
    ("_TLS_RecognizeFaceEthnicity@4", True),
    ("TLS_RecognizeFaceEthnicity2", False),
])  # fmt: skip
def test_calls_of_net(function, found, tmp_path):
    (tmp_path / "FaceNative.cs").write_text(CSHARP)
    (tmp_path / "tallis.dll").write_bytes(pe.build(function, "LoadFaceModel", "face\0"))
    assert _joined(tmp_path) == ({("tallis.dll", "FaceNative.cs")} if found else set())
