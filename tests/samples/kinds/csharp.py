"""A C# file of an invented client: the list, the face, the filter of a search."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("African", "Indian"),
    stages=("vocabulary", "field", "scheme", "exposure"),
    quotes=(("enum-member", "Indian"), ("field", "Race")),
)


def case() -> dict[str, bytes]:
    """In UTF-8 with a byte order mark."""
    return {
        "Client/FaceSearch.cs": b"\xef\xbb\xbf"
        b"""\
namespace Halden.Client
{
    public enum FaceRace { Unknown, Asian, Caucasian, African, Indian }

    public class DetectedFace
    {
        public double Confidence { get; set; }
        public FaceRace Race { get; set; }
        public int Age { get; set; }
    }

    public class FaceSearchFilter
    {
        public DateTime From { get; set; }
        public FaceRace? Race { get; set; }
    }
}
"""
    }


def twin() -> dict[str, bytes]:
    """Horses that run."""
    return {
        "Client/RaceCard.cs": b"\xef\xbb\xbf"
        b"""\
namespace Halden.Betting
{
    public enum RaceKind { Flat, Hurdle, Steeplechase, Trot }

    public class RaceEntry
    {
        public string Horse { get; set; }
        public string Jockey { get; set; }
        public RaceKind Race { get; set; }
        public int Odds { get; set; }
    }
}
"""
    }
