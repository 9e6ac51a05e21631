"""A script of an invented web client: the labels of a face, and the filter that sends one to the server."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Latino or Hispanic", "Black"),
    stages=("vocabulary", "scheme", "field"),
    quotes=(("item", "Latino"), ("key", "ethnicity")),
)


def case() -> dict[str, bytes]:
    """In UTF-8."""
    return {
        "web/src/face-panel.js": b"""\
export const ETHNICITIES = ['white', 'Black', 'Latino', 'asian'];

export function describeFace(face) {
  return {
    faceId: face.id,
    age: Math.round(face.age),
    ethnicity: ETHNICITIES[face.ethnicityIndex],
    confidence: face.score,
  };
}

export function searchFaces(client, { camera, ethnicity }) {
  return client.get('/faces/search', { params: { camera, ethnicity } });
}
"""
    }


def twin() -> dict[str, bytes]:
    """Colours of a shop, and a choice of cuisines."""
    return {
        "web/src/shop-panel.js": b"""\
export const COLOURS = ['white', 'black', 'yellow', 'red'];
export const CUISINES = ['asian', 'latino', 'indian', 'italian'];

export function describeItem(item) {
  return {
    itemId: item.id,
    colour: COLOURS[item.colourIndex],
    price: item.price,
  };
}

export function searchItems(client, { shop, colour }) {
  return client.get('/items/search', { params: { shop, colour } });
}
"""
    }
