"""A header of an invented camera maker in GB18030, with the habits of such: tags, trailing comments, calling macros."""

NAME = "nvx_sdk.h"

_TEXT = """\
#ifndef NVX_SDK_H
#define NVX_SDK_H
#ifdef __cplusplus
extern "C" {
#endif
#define NVX_ALARM_FACE 0x2101 // 人脸报警, payload NVX_FACE_ALARM
#define NVX_TITLE "race // not a comment" /* title */

// 人种
typedef enum tagNVX_RACE_KIND
{
    NVX_RACE_KIND_UNKNOWN = 0,   // 未知
    NVX_RACE_KIND_BLACK,         // 黑种人
    NVX_RACE_KIND_UYGUR = 4,     /**< 维族 */
} NVX_RACE_KIND;

/* What one face
   looks like. */
typedef struct tagNVX_FACE
{
    int           nAge;          // 年龄
    NVX_RACE_KIND emRace;        // 人种 誠
    unsigned char byEthnic;      ///< 民族:
                                 ///< 0: Han
                                 ///< 1: other
    // boxes
    struct { int left; int top; } stuBox[4];
    unsigned char byReserved[64];
} NVX_FACE, *LPNVX_FACE;

typedef struct
{
    NVX_FACE stuFaces[8];        // all of them
    char    *szCamera;
} NVX_FACE_ALARM;
typedef NVX_FACE_ALARM NVX_FACE_ALARM_EX;

typedef int (NVX_CALL *fNvxAlarm)(long handle, NVX_FACE_ALARM *alarm);
NVX_API BOOL NVX_CALL NVX_Subscribe(long handle, fNvxAlarm callback);

static const char *g_kinds[] = { "unknown", "black", "uygur" };
#ifdef __cplusplus
}
#endif
#endif
"""


def build() -> bytes:
    """The header; the comment of ``emRace`` ends in a character whose last byte is a backslash."""
    data = _TEXT.encode("gb18030")
    assert "誠".encode("gb18030").endswith(b"\\")
    return data
