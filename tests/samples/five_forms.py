"""One SDK of an invented maker of cameras in five forms: header, Java binding, .NET assembly, jar, stripped library.

The record of a face has a slot for the ethnic group, typed with a list; the alarm carries the record; a call of the
native library hands the alarms out, another gives the group of one face.
"""

import io
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

from tests.samples.reading.java_class import Pool, attribute, class_file, member
from tests.samples.reading.net import Builder

MEMBERS = {"LUMEN_ETHNIC_UNKNOWN": 0, "LUMEN_ETHNIC_HAN": 1, "LUMEN_ETHNIC_UYGUR": 2}
ALARM, ONE = "LUMEN_SetFaceAlarmCallback", "LUMEN_GetFaceEthnic"

HEADER = """\
#ifndef LUMEN_SDK_H
#define LUMEN_SDK_H

/* ethnic group of a face, as the algorithm sees it */
typedef enum tagLUMEN_ETHNIC {
    LUMEN_ETHNIC_UNKNOWN = 0,   /* not recognised by the device */
    LUMEN_ETHNIC_HAN     = 1,
    LUMEN_ETHNIC_UYGUR   = 2    /* \u7ef4\u65cf */
} LUMEN_ETHNIC;

typedef struct tagLUMEN_FACE_ATTR {
    int          nAge;
    int          bGlasses;
    int          bMask;
    LUMEN_ETHNIC emEthnic;
} LUMEN_FACE_ATTR;

typedef struct tagLUMEN_FACE_ALARM {
    unsigned int    dwChannel;
    LUMEN_FACE_ATTR stuFace;
} LUMEN_FACE_ALARM;

typedef int (*LUMEN_FACE_ALARM_CALLBACK)(LUMEN_FACE_ALARM *pAlarm, void *pUser);

int LUMEN_SetFaceAlarmCallback(LUMEN_FACE_ALARM_CALLBACK cbAlarm, void *pUser);
int LUMEN_GetFaceEthnic(const LUMEN_FACE_ATTR *pFace);

#endif
"""

JAVA = """\
package com.lumen.sdk;

/** The binding of the library. */
public class LumenSdk {
    /** Ethnic group of a face, as the algorithm sees it. */
    public enum LUMEN_ETHNIC {
        /** not recognised by the device */
        LUMEN_ETHNIC_UNKNOWN(0),
        LUMEN_ETHNIC_HAN(1),
        /** \u7ef4\u65cf */
        LUMEN_ETHNIC_UYGUR(2);
        final int value;
        LUMEN_ETHNIC(int value) { this.value = value; }
    }

    public static class LUMEN_FACE_ATTR {
        public int nAge;
        public boolean bGlasses;
        public boolean bMask;
        public LUMEN_ETHNIC emEthnic;
    }

    public static class LUMEN_FACE_ALARM {
        public int dwChannel;
        public LUMEN_FACE_ATTR stuFace;
    }

    public static native int LUMEN_SetFaceAlarmCallback(LUMEN_FACE_ALARM alarm);
    public static native int LUMEN_GetFaceEthnic(LUMEN_FACE_ATTR face);
}
"""

LIBRARY = """\
static const char *names[] = {"unknown", "han", "uygur"};
const char *LUMEN_EthnicName(int ethnic) { return names[ethnic % 3]; }
int LUMEN_SetFaceAlarmCallback(int (*call)(void *, void *), void *user) { return call(user, user); }
int LUMEN_GetFaceEthnic(const int *face) { return face[3]; }
int Java_com_lumen_sdk_LumenSdk_LUMEN_1SetFaceAlarmCallback(void *e, void *c, void *alarm) { return e == alarm; }
"""


def header() -> dict[str, bytes]:
    """In C."""
    return {"include/lumen_sdk.h": HEADER.encode()}


def java() -> dict[str, bytes]:
    """The source of the binding."""
    return {"src/com/lumen/sdk/LumenSdk.java": JAVA.encode()}


def assembly() -> dict[str, bytes]:
    """Compiled for .NET."""
    make = Builder()
    make.enum("LUMEN_ETHNIC", MEMBERS)
    make.type("LUMEN_FACE_ATTR", "struct")
    for name, type_ in {"nAge": "int", "bGlasses": "bool", "bMask": "bool", "emEthnic": "LUMEN_ETHNIC"}.items():
        make.field(name, type_)
    make.type("LUMEN_FACE_ALARM", "struct")
    make.field("dwChannel", "uint")
    make.field("stuFace", "LUMEN_FACE_ATTR")
    make.type("LUMEN_FACE_ALARM_CALLBACK", "delegate")
    make.method("Invoke", "int", {"pAlarm": "LUMEN_FACE_ALARM"}, flags=0x1C6)
    make.type("LumenSdk", "class")
    for name, takes in ((ALARM, {"cbAlarm": "LUMEN_FACE_ALARM_CALLBACK"}), (ONE, {"pFace": "LUMEN_FACE_ATTR"})):
        make.native(make.method(name, "int", takes, flags=0x2096), "lumensdk", name)
    return {"bin/Lumen.Sdk.dll": make.build()}


def _constructed(pool: Pool, own: str) -> bytes:
    """The code that makes the members of the enumeration."""
    this = pool.named(7, own)

    def reference(name: str, descriptor: str, tag: int) -> int:
        named = pool.add(b"\x0c" + pool.utf8(name).to_bytes(2, "big") + pool.utf8(descriptor).to_bytes(2, "big"))
        return pool.add(bytes([tag]) + this.to_bytes(2, "big") + named.to_bytes(2, "big"))

    code = b""
    for ordinal, (name, value) in enumerate(MEMBERS.items()):
        code += b"\xbb" + this.to_bytes(2, "big") + b"\x59\x13" + pool.named(8, name).to_bytes(2, "big")
        code += bytes([3 + ordinal, 3 + value])
        code += b"\xb7" + reference("<init>", "(Ljava/lang/String;II)V", 10).to_bytes(2, "big")
        code += b"\xb3" + reference(name, f"L{own};", 9).to_bytes(2, "big")
    code += b"\xb1"
    return attribute(pool, "Code", b"\0\6\0\0" + len(code).to_bytes(4, "big") + code + b"\0\0\0\0")


def jar() -> dict[str, bytes]:
    """The binding compiled, without debug information."""
    outer = "com/lumen/sdk/LumenSdk"
    ethnic, attr, alarm = (f"{outer}${name}" for name in ("LUMEN_ETHNIC", "LUMEN_FACE_ATTR", "LUMEN_FACE_ALARM"))
    classes: dict[str, bytes] = {}
    pool = Pool()
    fields = [member(pool, 0x4019, name, f"L{ethnic};") for name in MEMBERS]
    made = [member(pool, 0x0008, "<clinit>", "()V", _constructed(pool, ethnic))]
    classes[ethnic] = class_file(pool, 0x4031, ethnic, "java/lang/Enum", fields, made)
    for name, inside in (
        (attr, {"nAge": "I", "bGlasses": "Z", "bMask": "Z", "emEthnic": f"L{ethnic};"}),
        (alarm, {"dwChannel": "I", "stuFace": f"L{attr};"}),
    ):
        pool = Pool()
        fields = [member(pool, 1, each, descriptor) for each, descriptor in inside.items()]
        classes[name] = class_file(pool, 0x21, name, "java/lang/Object", fields, [])
    pool = Pool()
    methods = [member(pool, 0x109, ALARM, f"(L{alarm};)I"), member(pool, 0x109, ONE, f"(L{attr};)I")]
    classes[outer] = class_file(pool, 0x21, outer, "java/lang/Object", [], methods)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in classes.items():
            archive.writestr(f"{name}.class", data)
    return {"lib/lumen-sdk.jar": out.getvalue()}


def library() -> dict[str, bytes] | None:
    """The native library, stripped; ``None`` where there is no compiler."""
    if shutil.which("gcc") is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "lumen.c"
        source.write_text(LIBRARY)
        command = ["gcc", "-shared", "-fPIC", "-s", "-o", "liblumensdk.so", "lumen.c"]
        subprocess.run(command, check=True, cwd=folder, capture_output=True)
        return {"lib/liblumensdk.so": (Path(folder) / "liblumensdk.so").read_bytes()}


FORMS = {"header": header, "java": java, "assembly": assembly, "jar": jar, "library": library}
