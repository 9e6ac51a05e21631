"""An enumeration as text, whose members are made with a number and a text."""

from tests.samples.reading import dex
from tests.samples.smali import smali

NAME = "smali/nvx/Ethnic.smali"


def build() -> bytes:
    """The list of the sample of compiled code."""
    return smali(dex.product())[NAME]
