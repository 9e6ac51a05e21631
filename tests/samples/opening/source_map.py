"""The map of a minified script: two sources with escapes; what no text can hold stands in one of them in base64."""

import base64
import json

from tests.samples.opening.packed_text import FILLER
from tests.samples.opening.payload import FILES


def build() -> bytes:
    first, second, third = FILES.values()
    packed = "".join(f'const x = "{base64.b64encode(FILLER + each).decode()}";\n' for each in (second, third))
    return json.dumps(
        {
            "version": 3,
            "sources": ["webpack:///./src/face.js?af12", "webpack:///./src/data.js", "left-out.js"],
            "sourcesContent": [f'// "{first.decode()}"\n\\', packed, None],
            "names": [],
            "mappings": "AAAA;" * 20,
        },
        ensure_ascii=True,
    ).encode()
