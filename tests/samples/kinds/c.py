"""A C header of an invented engine: the list types a member of the face record, which an alarm carries."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Uyghur", "Tibetan"),
    stages=("vocabulary", "field", "scheme", "event"),
    quotes=(("enum-member", "UIGUR"), ("field", "ethnic"), ("field", "face")),
)

_HEAD = "#ifndef QX_FACE_H\n#define QX_FACE_H\n#include <stdint.h>\n\n"


def case() -> dict[str, bytes]:
    """In UTF-8."""
    return {
        "include/qx_face.h": (
            _HEAD
            + """\
/* people */
typedef enum {
    QX_ETHNIC_NONE = 0,
    QX_ETHNIC_HAN = 1,
    QX_ETHNIC_UIGUR = 2,
    QX_ETHNIC_TIBETAN = 3,
} qx_ethnic_t;

typedef struct {
    float score;
    int age;
    qx_ethnic_t ethnic;
    int box[4];
} qx_face_info_t;

typedef struct {
    uint32_t channel;
    qx_face_info_t face;
} qx_face_alarm_t;
#endif
"""
        ).encode()
    }


def twin() -> dict[str, bytes]:
    """The chip of an identity card says it, and nobody looks at a face."""
    return {
        "include/qx_idcard.h": (
            _HEAD.replace("FACE", "IDCARD")
            + """\
/* what is printed on the card */
typedef struct {
    char name[32];
    char id_number[20];
    char nation[16]; /* as on the card: Han, Uygur, Tibetan */
    char issued_by[64];
} qx_idcard_info_t;

int qx_idcard_read(qx_idcard_info_t *out);
#endif
"""
        ).encode()
    }
