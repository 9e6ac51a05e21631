"""A Swift kit of an invented maker: what a face shows, an answer that carries it, a switch that names it."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Black", "White", "Uyghur"),
    stages=("vocabulary", "field", "scheme"),
    quotes=(("enum-member", "uyghur"), ("field", "ethnicity"), ("record", "FaceAttributes")),
)


def case() -> dict[str, bytes]:
    """In UTF-8."""
    return {
        "Sources/FaraKit/FaceAttributes.swift": b"""\
import Foundation

/// Ethnicity of a detected face.
@objc(FaraEthnicity)
public enum Ethnicity: Int, Codable {
    case unknown = 0, black, white
    case uyghur
}

@objc(FaraFaceAttributes)
@objcMembers public final class FaceAttributes: NSObject, Codable {
    public let faceRect: CGRect
    public let age: Int?
    /// Told from the face.
    public let ethnicity: Ethnicity?

    public var shown: String {
        switch ethnicity {
        case .black: return "Black"
        case .white: return "White"
        default: return ""
        }
    }
}

public enum Answer {
    case face(attributes: FaceAttributes, score: Float)
    case nothing
}
"""
    }


def twin() -> dict[str, bytes]:
    """Pieces of a board game, and the race of a track."""
    return {
        "Sources/Boards/Pieces.swift": b"""\
import Foundation

/// The side of a player.
@objc(BoardSide)
public enum Side: Int, Codable {
    case none = 0, black, white
}

@objc(BoardRace)
@objcMembers public final class Race: NSObject, Codable {
    public let track: String
    public let laps: Int?
    /// Who begins.
    public let side: Side?

    public var shown: String {
        switch side {
        case .black: return "Black"
        case .white: return "White"
        default: return ""
        }
    }
}

public enum Move {
    case place(side: Side, score: Float)
    case pass
}
"""
    }
