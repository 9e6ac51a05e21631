"""A property list of an invented viewer."""

import plistlib

NAME = "Defaults.plist"
TOLD = {
    "FaceAnalysis": {"Race": True, "Age": 3, "Mask": False, "Names": ["Black", "White & Asian", "维族"]},
    "Rules": [{"Attribute": "Race", "Value": "维族"}],
}


def build() -> bytes:
    """In XML."""
    return plistlib.dumps(TOLD, sort_keys=False).replace(
        b"<dict>\n\t<key>FaceAnalysis", b"<!-- of a face -->\n<dict>\n<key>FaceAnalysis", 1
    )
