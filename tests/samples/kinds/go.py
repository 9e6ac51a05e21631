"""A Go file of an invented gateway: constants of a type, a face, an alarm that carries it."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Black", "White"),
    stages=("vocabulary", "field", "scheme", "event"),
    quotes=(("enum-member", "Black"), ("field", "Race"), ("field", "Faces")),
)


def case() -> dict[str, bytes]:
    """In UTF-8."""
    return {
        "pkg/gateway/face.go": b"""\
package gateway

// Race of a detected face.
type Race int

const (
\tRaceUnknown Race = iota
\tRaceAsian
\tRaceBlack
\tRaceWhite
)

// FaceAttr is what the camera says of a face.
type FaceAttr struct {
\tScore float32 `json:"score"`
\tAge   int     `json:"age"`
\tRace  Race    `json:"race"`
}

// FaceAlarm is pushed to subscribers.
type FaceAlarm struct {
\tChannel int        `json:"channel"`
\tFaces   []FaceAttr `json:"faces"`
}
"""
    }


def twin() -> dict[str, bytes]:
    """A detector of data races."""
    return {
        "pkg/gateway/detector.go": b"""\
package gateway

// Race of two goroutines for one variable.
type Race int

const (
\tRaceUnknown Race = iota
\tRaceReadWrite
\tRaceWriteWrite
)

// RaceReport is what the detector says.
type RaceReport struct {
\tAddress uint64 `json:"address"`
\tThread  int    `json:"thread"`
\tRace    Race   `json:"race"`
}
"""
    }
