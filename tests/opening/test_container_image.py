"""Container images: layers told as such, in their order, with what they delete."""

import pytest

from tests.opening.looking import Opened, look
from tests.samples.opening.container_image import docker, oci
from tests.samples.opening.tar import build as tar

TEXT = "EM_NATION_维族".encode()
LOWER, UPPER = tar({b"opt/face.json": TEXT}), tar({b"opt/.wh.face.json": b"", b"var/.wh..wh..opq": b"", b"b": b"x"})


def _layers(opened: Opened) -> dict[int | None, str]:
    return {
        blob.layer.index: blob.container for blob in opened.blobs if blob.layer and blob.layer.kind == "image-layer"
    }


@pytest.mark.parametrize(("image", "form"), [(docker([LOWER, UPPER]), "tar"), (oci([LOWER, UPPER]), "gzip"),
                                             (oci([LOWER, UPPER], nested=True), "gzip")])  # fmt: skip
def test_layers_in_order_and_what_they_delete(image, form):
    opened = look(image)
    assert opened.containers[-1] == "container-image"
    assert _layers(opened) == {0: form, 1: form}
    assert opened.anywhere(TEXT), "deleted above, still there"
    assert opened.codes == ["whiteout", "whiteout"]
    assert not any(gap.could_hide for gap in opened.gaps)
    assert sorted(gap.detail for gap in opened.gaps) == [
        "deletes all of var/ of the layers below", "deletes opt/face.json of the layers below",
    ]  # fmt: skip
    assert len(opened.kinds("image-config")) == 1


def test_a_bare_mark_deletes_nothing_and_one_at_the_root_deletes_all():
    names = (b".wh.", b"a/.wh.", b".wh..wh..opq")
    told = {name: [gap.detail for gap in look(tar({name: TEXT})).gaps] for name in names}
    assert told == {b".wh.": [], b"a/.wh.": [], b".wh..wh..opq": ["deletes all of the layers below"]}


def test_a_layer_that_is_not_there_is_told():
    opened = look(oci([LOWER, UPPER], leave_out=1))
    assert opened.codes == ["part-of-set", "whiteout", "whiteout"]


@pytest.mark.parametrize(
    "manifest", [b"{", b"7", b"[" * 5000, b'[{"Layers":7,"Config":[]},5]', b'{"manifests":[7,{}]}']
)
def test_manifests_that_are_none(manifest):
    opened = look(tar({b"manifest.json": manifest, b"index.json": manifest, b"a": TEXT}))
    assert opened.containers == ["container-image"]
    assert opened.anywhere(TEXT)


def test_any_other_tar_is_a_tar():
    assert look(tar({b"blobs/x": TEXT})).containers == ["tar"]
    assert look(tar({b"data/manifest.json": TEXT})).containers == ["tar"]
