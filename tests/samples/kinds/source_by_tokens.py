"""Kotlin, Swift, Rust, PHP and Pascal, which are read by their tokens: one face record in each."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Black", "White", "Uyghur", "Roma"),
    stages=("vocabulary", "field", "scheme"),
    quotes=(("enum-member", "UYGHUR"), ("enum-member", "romani"), ("enum-member", "Uighur")),
)


def case() -> dict[str, bytes]:
    """In UTF-8."""
    return {
        "android/FaceResult.kt": b"""\
package fara.face

enum class EthnicGroup(val code: Int) {
    UNKNOWN(0),
    HAN(1),
    UYGHUR(2),
}

data class FaceResult(
    val faceId: Long,
    val age: Int,
    val ethnicGroup: EthnicGroup,
    val similarity: Float,
)
""",
        "ios/FaceAttributes.swift": b"""\
enum Ethnicity: String {
    case white
    case black
    case romani
}

struct FaceAttributes {
    let faceRect: CGRect
    let age: Int
    let ethnicity: Ethnicity
}
""",
        "engine/src/face.rs": b"""\
#[repr(u8)]
pub enum Race {
    Unknown = 0,
    Black = 1,
    White = 2,
    Uighur = 3,
}

pub struct DetectedFace {
    pub bounding_box: [f32; 4],
    pub race: Race,
    pub race_confidence: f32,
}
""",
    }


def twin() -> dict[str, bytes]:
    """Paint, and a list of languages."""
    return {
        "android/Coat.kt": b"""\
package fara.paint

enum class Coat(val code: Int) {
    UNKNOWN(0),
    BLACK(1),
    WHITE(2),
}

data class CarPanel(
    val panelId: Long,
    val coat: Coat,
    val gloss: Float,
)
""",
        "ios/Languages.swift": b"""\
enum Language: String {
    case english
    case romani
    case uyghur
}

struct KeyboardSettings {
    let layout: String
    let language: Language
}
""",
    }
