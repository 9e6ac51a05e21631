"""Container images: as ``docker save`` writes them, and as an OCI layout."""

import gzip
import hashlib
import json
from collections.abc import Sequence

from tests.samples.opening.payload import FILES
from tests.samples.opening.tar import build as tar


def docker(layers: Sequence[bytes]) -> bytes:
    files: dict[bytes, bytes] = {}
    names = []
    for layer in layers:
        name = hashlib.sha256(layer).hexdigest() + "/layer.tar"
        files[name.encode()] = layer
        names.append(name)
    files[b"0" * 64 + b".json"] = b'{"architecture":"amd64"}'
    manifest = [{"Config": "0" * 64 + ".json", "RepoTags": ["example:1"], "Layers": names}]
    files[b"manifest.json"] = json.dumps(manifest).encode()
    return tar(files)


def oci(layers: Sequence[bytes], *, nested: bool = False, leave_out: int = 0) -> bytes:
    files: dict[bytes, bytes] = {b"oci-layout": b'{"imageLayoutVersion":"1.0.0"}'}

    def put(data: bytes) -> dict[str, object]:
        digest = hashlib.sha256(data).hexdigest()
        files[b"blobs/sha256/" + digest.encode()] = data
        return {"digest": "sha256:" + digest, "size": len(data)}

    described = [put(gzip.compress(layer, mtime=0)) for layer in layers]
    top = put(json.dumps({"config": put(b"{}"), "layers": described}).encode())
    if nested:
        top = put(json.dumps({"manifests": [top]}).encode())
    for one in described[:leave_out]:
        del files[b"blobs/" + str(one["digest"]).replace(":", "/").encode()]
    files[b"index.json"] = json.dumps({"manifests": [top]}).encode()
    return tar(files)


def build() -> bytes:
    return docker([tar({path: data}) for path, data in FILES.items()])
