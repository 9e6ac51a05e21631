"""The schema of an invented video platform in GraphQL."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Black", "Latino or Hispanic"),
    stages=("vocabulary", "field", "scheme", "exposure"),
    quotes=(("enum-member", "HISPANIC"), ("field", "ethnicity")),
)


def case() -> dict[str, bytes]:
    """An enumeration, a face, a filter."""
    return {
        "schema.graphql": b"""\
enum Ethnicity {
  ASIAN
  BLACK
  HISPANIC
  WHITE
}

type DetectedFace {
  id: ID!
  age: Int
  glasses: Boolean
  "As the classifier sees it."
  ethnicity: Ethnicity
  confidence: Float
}

input FaceSearchFilter {
  camera: ID
  ethnicity: [Ethnicity!]
}

type Query {
  searchFaces(filter: FaceSearchFilter): [DetectedFace!]!
}
""",
    }


def twin() -> dict[str, bytes]:
    """Cards that are read at a counter."""
    return {
        "schema.graphql": b"""\
type IdCard {
  number: String!
  name: String!
  sex: String
  nation: String
  address: String
  issuedBy: String
}

type Query {
  readCard(terminal: ID!): IdCard
}
""",
    }
