"""A Go binding of an invented camera library."""

NAME = "faces.go"


def build() -> bytes:
    """In UTF-8."""
    return """\
package nvx

import "example.org/nvx/alarm"

// Race is the kind of a person.
type Race int

const (
	Unknown Race = iota // unknown
	Black
	Uygur // 维族
)

// Face is one face.
type Face struct {
	Kind, Other Race `json:"race_kind"` // its kind
	*Box
}

type FaceAlarm struct {
	Faces []Face
}

var names = map[Race]string{Black: "black", Uygur: "uygur"}

func (f *Face) Name(kind Race) string {
	labels := []string{"black", "uygur"}
	switch kind {
	case Black:
		return labels[0]
	case Uygur:
		return "uygur"
	}
	alarm.Send(f.Kind)
	return `raw\\n`
}
""".encode()
