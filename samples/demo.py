"""The demonstration product: software of an invented maker, built by code, the same bytes every time.

What stands in it is after the story that began this project and after public kits of its kind: a header in GB18030
whose face record carries a nation type with the groups black, white, yellow and Uyghur, and travels in an alarm; the
same in a jar inside a zip, in a Python binding and in a configuration; settings in which it is switched on, with an
alarm rule that turns on a group; and a reader for identity cards, whose list of ethnic groups is printed on the card
and says nothing about anybody's looks.
"""

import io
import struct
import sys
import zipfile
from pathlib import Path

MAKER = "Example Vision"

_NET_SDK = """\
/********************************************************************
 *  Example Vision Network SDK
 *  版本: 2.10
 *  说明: 人脸识别相关结构体与事件
 ********************************************************************/
#ifndef EXAMPLE_NETSDK_H
#define EXAMPLE_NETSDK_H

typedef unsigned char  BYTE;
typedef unsigned int   DWORD;

// 事件类型
#define EXV_EVENT_LINE            0x30          // 警戒线事件(对应 EXV_LINE_EVENT)
#define EXV_EVENT_FACE_SNAP      0x31           // 人脸识别事件(对应 EXV_FACE_SNAP_EVENT)

#define EXV_NAME_LEN               64

// 性别
typedef enum _EXV_SEX
{
    EXV_SEX_UNKNOWN = 0,                        // 未知
    EXV_SEX_MALE,                               // 男性
    EXV_SEX_FEMALE,                             // 女性
} EXV_SEX;

// 人种
typedef enum _EXV_RACE_KIND
{
    EXV_RACE_KIND_UNKNOWN = 0,                  // 未知
    EXV_RACE_KIND_YELLOW,                       // 黄种人
    EXV_RACE_KIND_BLACK,                        // 黑种人
    EXV_RACE_KIND_WHITE,                        // 白种人
} EXV_RACE_KIND;

// 民族
typedef enum _EXV_NATION_KIND
{
    EXV_NATION_KIND_UNKNOWN = 0,                // 未识别
    EXV_NATION_KIND_UYGUR,                      // 维族(新疆)
    EXV_NATION_KIND_OTHER,                      // 其他民族
} EXV_NATION_KIND;

// 区域
typedef struct _EXV_RECT
{
    int                 nLeft;                  // 左
    int                 nTop;                   // 上
    int                 nRight;                 // 右
    int                 nBottom;                // 下
} EXV_RECT;

// 人脸数据
typedef struct _EXV_FACE_ATTR
{
    EXV_SEX             eSex;                   // 性别
    int                 nAge;                   // 年龄, -1 表示无效
    EXV_RACE_KIND       eRaceKind;              // 人种
    EXV_NATION_KIND     eNation;                // 民族
    EXV_RECT            faceBox;                // 人脸在图片中的包围盒
    int                 nSimilarity;            // 相似度
    BYTE                bReserved[64];          // 保留字节
} EXV_FACE_ATTR;

// 事件类型 EXV_EVENT_FACE_SNAP(人脸识别)对应的数据块描述信息
typedef struct _EXV_FACE_SNAP_EVENT
{
    int                 nChannelID;             // 通道号
    char                szName[EXV_NAME_LEN];   // 事件名称
    EXV_FACE_ATTR       faceAttr;               // 人脸数据
    DWORD               nSnapFlags;             // 抓图标志
    BYTE                bReserved[256];         // 保留字节
} EXV_FACE_SNAP_EVENT;

// 事件类型 EXV_EVENT_LINE(警戒线)对应的数据块描述信息
typedef struct _EXV_LINE_EVENT
{
    int                 nChannelID;             // 通道号
    int                 nLaneColor;             // 车道线颜色, 0-白色 1-黄色 2-黑色
    BYTE                bReserved[256];         // 保留字节
} EXV_LINE_EVENT;

// 智能事件回调
typedef int (*EXV_AlarmCallback)(long hAlarm, DWORD nAlarmType, void* pEvent, BYTE* pPicture, DWORD nSize);

// 订阅智能事件
long EXV_SubscribeAlarm(long hDevice, int nChannelID, DWORD nAlarmType, EXV_AlarmCallback onAlarm);

#endif
"""

_GROUPS = (
    "汉族", "蒙古族", "回族", "藏族", "维吾尔族", "苗族", "彝族", "壮族", "布依族", "朝鲜族", "满族", "侗族",
    "瑶族", "白族", "土家族", "哈尼族", "哈萨克族", "傣族", "黎族", "傈僳族", "佤族", "畲族", "高山族", "拉祜族",
    "水族", "东乡族", "纳西族", "景颇族", "柯尔克孜族", "土族", "达斡尔族", "仫佬族", "羌族", "布朗族", "撒拉族",
    "毛南族", "仡佬族", "锡伯族", "阿昌族", "普米族", "塔吉克族", "怒族", "乌孜别克族", "俄罗斯族", "鄂温克族",
    "德昂族", "保安族", "裕固族", "京族", "塔塔尔族", "独龙族", "鄂伦春族", "赫哲族", "门巴族", "珞巴族", "基诺族",
)  # fmt: skip
"""In the order of GB/T 3304, which numbers them on identity cards."""

_BINDING = '''\
"""Python binding of the Example Vision network SDK."""

from ctypes import Structure, c_char, c_int, c_ubyte, c_uint32


class EXV_RECT(Structure):
    _fields_ = [
        ("nLeft", c_int),
        ("nTop", c_int),
        ("nRight", c_int),
        ("nBottom", c_int),
    ]


class EXV_FACE_ATTR(Structure):
    """人脸数据; face data"""

    _fields_ = [
        ("eSex", c_int),  # 性别; sex
        ("nAge", c_int),  # 年龄; age
        ("eRaceKind", c_int),  # 人种; race
        ("eNation", c_int),  # 民族; ethnic group
        ("faceBox", EXV_RECT),  # 包围盒; bounding box
        ("nSimilarity", c_int),
        ("bReserved", c_ubyte * 64),
    ]


class EXV_FACE_SNAP_EVENT(Structure):
    """人脸识别事件; face recognition event"""

    _fields_ = [
        ("nChannelID", c_int),
        ("szName", c_char * 64),
        ("faceAttr", EXV_FACE_ATTR),
        ("nSnapFlags", c_uint32),
    ]
'''

_CONFIGURATION = """\
<?xml version="1.0" encoding="UTF-8"?>
<FaceCapability version="2.0">
  <FaceDetect>
    <attribute opt="age,gender,glasses,mask,ethnicity"/>
    <ethnicity opt="uyghur,other,unknown" def="unknown"/>
    <snapBestShot>true</snapBestShot>
  </FaceDetect>
</FaceCapability>
"""

_SETTINGS = """\
{
  "FaceRecognition": {
    "Enable": true,
    "FaceAttributes": ["Age", "Gender", "Glasses", "Mask", "Race"],
    "LaneColors": ["White", "Yellow", "Black"]
  }
}
"""

_ALARMS = """\
<?xml version="1.0" encoding="UTF-8"?>
<AlarmRules>
  <Rule name="line" enabled="true">
    <Condition><region>1</region></Condition>
    <Linkage>alarm-out</Linkage>
  </Rule>
  <Rule name="face" enabled="true">
    <FaceCondition><ethnicity>uyghur</ethnicity></FaceCondition>
    <Linkage>alarm-out</Linkage>
  </Rule>
</AlarmRules>
"""

_MANUAL = """\
Example Vision Network SDK
==========================

A kit for cameras and recorders of Example Vision, a maker that does not exist. All of it was written to show what
Sousveil finds, and what it sets aside.
"""


def _id_card_reader() -> str:
    """The innocent part: a reader for identity cards, with the groups that a card can name."""
    lines = [f'    {{ {number:2}, "{group}" }},' for number, group in enumerate(_GROUPS, 1)]
    return "\n".join([
        "/* 身份证阅读器接口: 读取二代居民身份证上印刷的信息 */",
        "#ifndef EXAMPLE_IDCARD_H",
        "#define EXAMPLE_IDCARD_H",
        "",
        "// 身份证信息",
        "typedef struct tagIDCARD_INFO",
        "{",
        "    char szName[32];        // 姓名",
        "    char szSex[4];          // 性别",
        "    char szNation[16];      // 民族",
        "    char szBirth[16];       // 出生日期",
        "    char szAddress[128];    // 住址",
        "    char szIDNumber[20];    // 身份证号码",
        "    char szAuthority[64];   // 签发机关",
        "    char szValidity[32];    // 有效期限",
        "} IDCARD_INFO;",
        "",
        "// 身份证民族代码 GB/T 3304",
        "static const struct { int code; const char* name; } IDCARD_NATION_TABLE[] =",
        "{",
        *lines,
        "};",
        "",
        "int IDCard_Read(int port, IDCARD_INFO* info);",
        "",
        "#endif",
        "",
    ])  # fmt: skip


class _ClassFile:
    """A class file with fields and nothing else. Layout: The Java Virtual Machine Specification, chapter 4."""

    def __init__(self, name: str) -> None:
        self._pool: list[bytes] = []
        self._fields: list[bytes] = []
        self._name = self._class(name)
        self._super = self._class("java/lang/Object")

    def _add(self, entry: bytes) -> int:
        if entry not in self._pool:
            self._pool.append(entry)
        return self._pool.index(entry) + 1

    def _utf8(self, text: str) -> int:
        data = text.encode()
        return self._add(struct.pack(">BH", 1, len(data)) + data)

    def _class(self, name: str) -> int:
        return self._add(struct.pack(">BH", 7, self._utf8(name)))

    def constant(self, name: str, value: int) -> None:
        """A ``public static final int`` with a value."""
        attribute = struct.pack(">HIH", self._utf8("ConstantValue"), 2, self._add(struct.pack(">Bi", 3, value)))
        self._fields.append(struct.pack(">HHHH", 0x0019, self._utf8(name), self._utf8("I"), 1) + attribute)

    def field(self, name: str, descriptor: str) -> None:
        """A public field."""
        self._fields.append(struct.pack(">HHHH", 0x0001, self._utf8(name), self._utf8(descriptor), 0))

    def done(self) -> bytes:
        """The file (version 52: Java 8)."""
        head = struct.pack(">IHHH", 0xCAFEBABE, 0, 52, len(self._pool) + 1) + b"".join(self._pool)
        rest = struct.pack(">HHHHH", 0x0021, self._name, self._super, 0, len(self._fields))
        return head + rest + b"".join(self._fields) + struct.pack(">HH", 0, 0)


def _archive(members: dict[str, bytes]) -> bytes:
    """A zip with a fixed date, so that it is the same every time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            archive.writestr(info, data)
    return out.getvalue()


def _jar() -> bytes:
    package = "com/example/vision/netsdk"
    nation = _ClassFile(f"{package}/EXV_NATION_KIND")
    for value, name in enumerate(("EXV_NATION_KIND_UNKNOWN", "EXV_NATION_KIND_UYGUR", "EXV_NATION_KIND_OTHER")):
        nation.constant(name, value)
    face = _ClassFile(f"{package}/EXV_FACE_ATTR")
    for name in ("eSex", "nAge", "eRaceKind", "eNation", "nSimilarity"):
        face.field(name, "I")
    face.field("faceBox", f"L{package}/EXV_RECT;")
    event = _ClassFile(f"{package}/EXV_FACE_SNAP_EVENT")
    event.field("nChannelID", "I")
    event.field("faceAttr", f"L{package}/EXV_FACE_ATTR;")
    return _archive({
        "META-INF/MANIFEST.MF": b"Manifest-Version: 1.0\r\nImplementation-Vendor: Example Vision\r\n\r\n",
        f"{package}/EXV_NATION_KIND.class": nation.done(),
        f"{package}/EXV_FACE_ATTR.class": face.done(),
        f"{package}/EXV_FACE_SNAP_EVENT.class": event.done(),
    })  # fmt: skip


def files() -> dict[str, bytes]:
    """The files of the product by their path, in order."""
    return {
        "README.txt": _MANUAL.encode(),
        "config/alarm_rules.xml": _ALARMS.encode(),
        "config/face_capability.xml": _CONFIGURATION.encode(),
        "config/settings.json": _SETTINGS.encode(),
        "idcard/example_idcard.h": _id_card_reader().encode("gb18030"),
        "include/example_netsdk.h": _NET_SDK.encode("gb18030").replace(b"\n", b"\r\n"),
        "java/example-netsdk-java.zip": _archive({"lib/example-netsdk.jar": _jar(), "README.txt": _MANUAL.encode()}),
        "python/example_netsdk.py": _BINDING.encode(),
    }


def build(folder: Path) -> Path:
    """Write the product into a new folder in ``folder``, which is made where it is missing; the path of the product."""
    product = folder / "example-netsdk-2.10"
    for name, data in files().items():
        path = product / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return product


if __name__ == "__main__":
    sys.stdout.write(f"{build(Path(sys.argv[1]))}\n")
