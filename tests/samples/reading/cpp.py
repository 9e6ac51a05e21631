"""A C++ header of an invented face engine."""

NAME = "face_engine.hpp"


def build() -> bytes:
    """In UTF-8 with a mark."""
    return """\
#include <vector>
namespace nvx {
enum class Race : int { Unknown, Black = 2 /* b */, Uygur };
/// A face.
class Face : public Thing {
 public:
  Race race = Race::Unknown;  // its kind
  std::vector<Race> others;
  virtual const char *name(const Race &kind, int width = 3) const;
 private:
  int reserved_;
};
using Faces = std::vector<Face>;
static std::map<std::string, int> kCodes = {{"black", 1}, {"uygur", 2}};
}
const char *nvx::Face::name(const Race &kind, int) const {
  switch (kind) {
    case Race::Black: return "black";
    case Race::Uygur: return "u\\u0079gur";
    default: break;
  }
  alarm.push(this->race);
  return "";
}
""".encode("utf-8-sig")
