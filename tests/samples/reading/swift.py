"""Swift of an invented camera kit: every way in which the language declares what a face shows."""

from sousveil.model.place import Place

NAME = "NvxFace.swift"


def build() -> bytes:
    """In UTF-8."""
    return SOURCE.encode()


def places() -> list[Place]:
    """The enumeration."""
    start = build().index(b"NvxRace")
    return [Place(start, start + 7, 0, "utf-8")]


SOURCE = """\
import Foundation

/// Kinds of a face.
@available(iOS 13, *)
public indirect enum NvxRace<T: Codable>: String, CaseIterable {
    case black = "Black people", white
    case `default`
    case seen(race: Sdk.Race, score: [String: Float]?), age(Int)
    case uygur = "维族" // 维吾尔

    static func == (lhs: NvxRace, rhs: NvxRace) -> Bool { lhs.name == rhs.name }

    var title: String {
        switch self {
        case .black: return "Black"
        case .white, .default:
            return "White"
        case .uygur where score > 3: return "Uygur"
        default: return ""
        }
    }
}

protocol NvxDelegate: AnyObject {
    var race: NvxRace? { get set }
    func camera(_ camera: Camera, didSee face: Result<NvxFace, Error>, done: @escaping (NvxRace) -> Void)
        async throws -> [Sdk.Race]
    func stop()
}

@objc(NVXFace)
@objcMembers public final class NvxFace: NSObject
{
    /// Which people.
    @objc public private(set) var race: NvxRace?
    @Published var age = 1, scores: [String: Score] = [:], label = "x"
    public static let labels = ["Black", "White"]
    let codes: [Int: String] = [1: "Black", 2: "White"]
    let all: [NvxRace] = [.black, NvxRace.white]
    var (left, right) = (0, 0)
    lazy var view: UIView = {
        let shown = UILabel()
        return shown
    }()

    init?(race: NvxRace, names: [String] = ["a", "b"]) {
        guard let found = races[0], let other = table["race"] else { return nil }
        send(["race": "x", "age": found.age]) { answer in
            var kept = answer
        }
    }

    subscript(key: String) -> NvxRace { races[key] }

    struct Pose { let yaw, pitch: Float }
    #if DEBUG
    class func dump() { print("\\(race)") }
    #endif
}

extension Sdk.Face { var isBlack: Bool { race == .black } }
typealias Handler = (NvxFace) -> Void
let kRace = #"say "race""#
var count: Int = 3
"""
