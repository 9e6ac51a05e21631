"""Types of an invented web client."""

NAME = "faces.ts"


def build() -> bytes:
    """In UTF-8."""
    return """\
/** Kinds of people. */
export enum Race { Unknown, Uygur = "uygur", /* 维族 */ }
export type Skin = "dark" | "light";
export interface Face extends Thing {
  race?: Race; // its kind
  skins: Array<Skin>;
  "skin-tone": string;
  describe(kind: Race): string;
}
export class FaceAlarm {
  @Column("race_kind") private kind: Race = Race.Unknown;
  faces: Face[] = [];
  name(kind: Skin, width = 3): string {
    switch (kind) { case "dark": return "d"; case "light": return "l"; }
    return `${kind} face`;
  }
}
const LABELS = { [Race.Uygur]: "Uygur", dark: "Dark" } as const;
""".encode()
