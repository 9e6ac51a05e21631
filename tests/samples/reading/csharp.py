"""A C# file of an invented face engine."""

NAME = "Faces.cs"


def build() -> bytes:
    """In UTF-8."""
    return """\
using System.ComponentModel;
namespace Nvx.Faces {
    /// <summary>Kinds of people.</summary>
    public enum Race : int {
        Unknown = 0,
        [Description("Uygur (region)")] Uygur = 4, // 维族
    }
    public class Face : Thing {
        [JsonProperty("EthnicCode")] public List<Race> Kinds { get; set; } // all
        public Race? race;
        public const int Reserved = 64;
    }
    public struct FaceAlarm {
        public Face[] faces, more;
        static readonly Dictionary<string, int> Codes = new Dictionary<string, int> { {"black", 1}, ["uygur"] = 4 };
        string[] Labels = new[] { "unknown", "uygur" };
        string Name(Race kind) => kind switch { Race.Uygur => "uygur", _ => @"c:\\none" };
    }
}
""".encode()
