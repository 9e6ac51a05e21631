"""A C++ header of an invented engine: an enum class, a record with it, a query."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Black", "White", "East Asian"),
    stages=("vocabulary", "field", "scheme", "exposure"),
    quotes=(("enum-member", "Yellow"), ("field", "race"), ("field", "races")),
)


def case() -> dict[str, bytes]:
    """In UTF-8."""
    return {
        "include/portrait.hpp": b"""\
#pragma once
#include <optional>
#include <string>
#include <vector>

namespace orrery::vision {

enum class Race : int { kUnknown = -1, kYellow = 0, kBlack = 1, kWhite = 2 };

struct FaceAttributes {
    std::optional<Race> race;
    int age = 0;
    float quality = 0.F;
};

struct FaceSearchCondition {
    std::string cameraId;
    std::vector<Race> races;
    int ageFrom = 0;
};

std::vector<FaceAttributes> searchFaces(const FaceSearchCondition& condition);

}  // namespace orrery::vision
"""
    }


def twin() -> dict[str, bytes]:
    """The same words as colours of paint."""
    return {
        "include/paint.hpp": b"""\
#pragma once
#include <vector>

namespace orrery::body_shop {

enum class Coat : int { kUnknown = -1, kYellow = 0, kBlack = 1, kWhite = 2, kRed = 3 };

struct VehicleAttributes {
    Coat coat = Coat::kUnknown;
    int doors = 4;
};

struct VehicleSearchCondition {
    std::vector<Coat> coats;
};

}  // namespace orrery::body_shop
"""
    }
