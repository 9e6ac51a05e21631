"""A script of an invented web client, with JSX."""

NAME = "filters.jsx"


def build() -> bytes:
    """In UTF-8."""
    return b"""\
import api from "./alarms";
// what can be chosen
export const raceOptions = [
  { value: 1, label: "Black" },
  { value: 4, label: "\\u7ef4\\u65cf" }, // uygur
];
const CODES = Object.freeze({ black: 1, "uygur": 4, of: (kind) => kind.code });
class FaceFilter extends Filter {
  static groups = ["black", "uygur"];
  race = null;
  matches(face) {
    if (face.race === "uygur") api.raise({ kind: face.race });
    this.seen["race"] = 1;
  }
}
export const Field = () => <Select label="Race"><Option value="4">Uygur &amp; other</Option></Select>;
"""
