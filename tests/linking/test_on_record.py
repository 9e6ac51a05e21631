"""What is on record of somebody and shown or typed in, beside code for faces; and what a camera told. Invented."""

import pytest

from sousveil.model.words import Kind
from tests.linking.laid import report

PAGES = {
    "Details.jsx": """
const Details = ({ {thing} }) => (
  <div>
    <h1>Face detection</h1>
    <p>Seen by the camera</p>
    {rows}
    <div><span>Age</span><span>{{thing}.age}</span></div>
    <div><span>Gender</span><span>{{thing}.gender}</span></div>
    <div><span>Ethnicity</span><span>{{thing}.ethnicity}</span></div>
  </div>
);
""",
    "details.vue": """
<template>
  <div>
    <img :src="faceUrl({thing}.photo)" /><face-match :detector="faceDetector" :picture="{thing}.photo" />
    {rows}
    <p><b>Age</b> {{ {thing}.age }}</p>
    <p><b>Gender</b> {{ {thing}.gender }}</p>
    <p><b>Ethnicity</b> {{ {thing}.ethnicity }}</p>
  </div>
</template>
""",
}
ROW = {
    "Details.jsx": "<div><span>{one}</span><span>{{thing}.{one}}</span></div>",
    "details.vue": "<p><b>{one}</b> {{ {thing}.{one} }}</p>",
}
ENTERED = ("full_name", "dob", "address")
CRIMES = ("known_aliases", "convictions", "parole")
TOLD = ("glasses", "beard", "confidence")


def kinds(files: dict[str, str | bytes]) -> set[Kind]:
    return {finding.kind for finding in report(files, sifted=True).findings}


def page(name: str, thing: str, rows: tuple[str, ...]) -> dict[str, str | bytes]:
    told = "\n    ".join(ROW[name].replace("{one}", one) for one in rows)
    return {name: PAGES[name].replace("{rows}", told).replace("{thing}", thing)}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("rows", [ENTERED, CRIMES])
def test_what_is_on_record(name: str, rows: tuple[str, ...]) -> None:
    assert Kind.CAPABILITY not in kinds(page(name, "member", rows))


@pytest.mark.parametrize("name", PAGES)
def test_what_was_told(name: str) -> None:
    assert Kind.CAPABILITY in kinds(page(name, "member", TOLD))
    assert Kind.CAPABILITY in kinds(page(name, "member", ENTERED[1:2]))
    assert Kind.CAPABILITY in kinds(page(name, "face", TOLD))
