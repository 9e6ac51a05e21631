import io
import random
import struct
import zipfile

import pytest

from sousveil.model.limits import Limits
from sousveil.model.place import BlobState, ExtentState
from sousveil.opening import Blob, open_bytes
from sousveil.opening.formats import recognise
from sousveil.opening.outside import Outside, Result
from tests.opening.looking import look
from tests.robust.steps import growth
from tests.samples.opening.payload import FILES, MARKERS
from tests.samples.opening.zip import DEFLATE, LZMA, STORED, Item, archive, build, deflate

TEXT = b"emRace, emNation\n" * 50


def one(**fields) -> bytes:
    return archive([Item(b"before.txt", b"before"), Item(b"a.txt", TEXT, **fields), Item(b"after.txt", b"after")])


@pytest.mark.parametrize("method", [0, 8, 12, 14, 93, 95])
def test_methods(method):
    opened = look(one(method=method))
    assert opened.files() == {b"before.txt": b"before", b"a.txt": TEXT, b"after.txt": b"after"}
    assert not opened.gaps


def test_as_the_standard_library_writes_it():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.mkdir("folder")
        with pack.open("folder/big.txt", "w", force_zip64=True) as file:
            file.write(TEXT)
        pack.writestr("empty.txt", "")
    opened = look(buffer.getvalue())
    assert opened.files() == {b"folder/big.txt": TEXT, b"empty.txt": b""}
    assert not opened.gaps


@pytest.mark.parametrize("method", [STORED, DEFLATE])
@pytest.mark.parametrize("late", [0, 8])
def test_zip64_and_descriptors(method, late):
    opened = look(archive([Item(b"a", TEXT, method, flags=late, zip64=True), Item(b"b", b"x", method, flags=late)]))
    assert opened.files() == {b"a": TEXT, b"b": b"x"}
    assert not opened.gaps


@pytest.mark.parametrize("shifted", [False, True])
def test_stub_before_and_bytes_behind(shifted):
    opened = look(archive([Item(b"a", TEXT)], stub=b"MZ a stub", shifted=shifted) + b"behind it")
    assert opened.files("zip-member") == {b"a": TEXT}
    assert opened.kinds("unknown") == [b"MZ a stub", b"behind it"]
    assert not opened.gaps


def test_two_archives_in_a_row():
    opened = look(archive([Item(b"a", TEXT)]) + archive([Item(b"b", b"second")]))
    assert opened.files("zip-member") == {b"a": TEXT, b"b": b"second"}


def test_bytes_between_members_are_looked_at():
    first = Item(b"a", TEXT).local()
    second = Item(b"b", b"second", at=len(first) + 11)
    data = first + b"hidden text" + second.local()
    central = Item(b"a", TEXT).central(0) + second.central(0)
    data += central + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 2, 2, len(central), len(data), 0)
    opened = look(data)
    assert opened.files("zip-member") == {b"a": TEXT, b"b": b"second"}
    assert opened.kinds("unknown") == [b"hidden text"]


def test_member_that_the_directory_does_not_name():
    hidden = Item(b"hidden", TEXT)
    first = Item(b"a", b"first")
    data = first.local() + hidden.local()
    central = first.central(0)
    data += central + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1, 1, len(central), len(data), 0)
    opened = look(data)
    assert opened.files("zip-member") == {b"a": b"first", b"hidden": TEXT}


def test_comments_are_looked_at():
    opened = look(archive([Item(b"a", TEXT, comment=b"of a member")], comment=b"of the archive"))
    assert sorted(opened.kinds("comment")) == [b"of a member", b"of the archive"]


def test_encrypted():
    secret = bytes(range(256)) * 2
    opened = look(one(method=DEFLATE, flags=1, raw=secret))
    assert opened.codes == ["encrypted"]
    (gap,) = opened.gaps
    assert (gap.size, gap.locator[-1].name) == (512, b"a.txt")
    assert gap.could_hide
    assert gap.remedy
    (closed,) = [blob for blob in opened.leaves if blob.state is BlobState.OPAQUE]
    assert bytes(closed.data) == secret
    assert [e.length for e in opened.blobs[-1].extents if e.state is ExtentState.ENCRYPTED] == [512]


def test_method_that_is_not_supported():
    item = Item(b"a.txt", TEXT, raw=b"enhanced deflate would stand here")
    item.method = 9
    opened = look(archive([item]))
    assert opened.codes == ["tool-not-run", "unsupported-method"]
    assert opened.gaps[1].detail == "method 9 (Deflate64)"
    assert opened.kinds("unsupported") == [b"enhanced deflate would stand here"]


@pytest.mark.parametrize("cut", [1, 10, 22, 30, 80, 200])
def test_truncated(cut):
    data = build()
    opened = look(data[:-cut])
    assert "truncated" in opened.codes
    assert opened.anywhere(MARKERS[0])


def test_no_directory_at_all():
    items = [Item(name, data, DEFLATE, flags=8) for name, data in FILES.items()]
    items += [Item(b"s", b"stored", STORED), Item(b"l", TEXT, LZMA)]
    opened = look(b"".join(item.local() for item in items))
    assert opened.codes == ["truncated"]
    assert opened.files("zip-member") == {**FILES, b"s": b"stored", b"l": TEXT}
    assert not opened.kinds("unknown")


def test_cut_within_a_member():
    noise = random.Random(1).randbytes(2000)  # noqa: S311 - noise, no secret
    data = Item(b"a", TEXT).local() + Item(b"b", noise).local()[:-100]
    opened = look(data)
    assert opened.codes == ["truncated", "truncated"]
    assert opened.files("zip-member")[b"a"] == TEXT
    assert noise.startswith(opened.files("zip-member")[b"b"])
    assert len(opened.files("zip-member")[b"b"]) > 1500


@pytest.mark.parametrize("wrong", [3, 20])
def test_stored_size_too_small(wrong):
    opened = look(one(put=wrong))
    assert opened.files("zip-member")[b"a.txt"] == TEXT
    assert "sizes-differ" in opened.codes


def test_stored_size_too_large():
    opened = look(archive([Item(b"a.txt", TEXT), Item(b"b.txt", b"second")]))
    assert not opened.gaps
    body = Item(b"a.txt", TEXT).body
    opened = look(one(raw=body + b"hidden behind the stream"))
    assert opened.files("zip-member")[b"a.txt"] == TEXT
    assert opened.kinds("unknown") == [b"hidden behind the stream"]
    assert opened.codes == ["sizes-differ"]


@pytest.mark.parametrize("size", [0, 1, len(TEXT) - 1, len(TEXT) + 1, 1 << 31])
def test_size_wrong(size):
    opened = look(one(size=size))
    assert opened.files("zip-member")[b"a.txt"] == TEXT
    assert opened.codes == ["sizes-differ"]


def test_header_and_directory_disagree():
    opened = look(one(local_put=7))
    assert opened.files("zip-member")[b"a.txt"] == TEXT
    assert opened.codes == ["sizes-differ"]


def test_size_beyond_the_end():
    opened = look(archive([Item(b"a", TEXT, STORED, put=1 << 30, size=1 << 30)]))
    assert "truncated" in opened.codes
    assert opened.anywhere(TEXT)


def test_checksum_differs():
    opened = look(one(crc=1))
    assert opened.codes == ["checksum-differs"]
    assert opened.files("zip-member")[b"a.txt"] == TEXT


def test_damage_leaves_what_stands_before_it():
    text = b"".join(b"line %d of the text\n" % n for n in range(5000))
    body = bytearray(deflate(text))
    body[len(body) // 2 : len(body) // 2 + 40] = b"\xff" * 40
    opened = look(one(raw=bytes(body)))
    assert {"damaged", "checksum-differs"} & set(opened.codes)
    begun = opened.files("zip-member")[b"a.txt"]
    assert text[:20_000] == begun[:20_000]


def test_overlapping_members():
    inner = Item(b"inner", TEXT, STORED)
    outer = Item(b"outer", inner.local(), STORED)
    first = 30 + len(b"outer")
    data = outer.local()
    central = outer.central(0) + inner.central(first)
    data += central + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 2, 2, len(central), len(data), 0)
    opened = look(data)
    assert "overlapping-members" in opened.codes
    assert opened.files("zip-member")[b"inner"] == TEXT


def test_duplicate_names_are_two_members():
    opened = look(archive([Item(b"a", b"first"), Item(b"a", b"second")]))
    assert opened.kinds("zip-member") == [b"first", b"second"]
    assert [blob.layer.index for blob in opened.leaves if blob.layer] == [0, 1]


def test_names_are_data():
    long = b"n" * 0xFFFF
    names = [b"../../etc/passwd", b"/absolute", b"nul\0inside", "民族.txt".encode("gb18030"), b"", long]
    opened = look(archive([Item(name, b"data %d" % n) for n, name in enumerate(names)]))
    assert [blob.layer.name for blob in opened.leaves if blob.layer] == names
    assert not opened.gaps


def test_link_is_a_gap_and_its_target_is_looked_at():
    links = [
        Item(b"out", b"../elsewhere", attributes=0o120777 << 16),
        Item(b"d/in", b"../a", attributes=0o120777 << 16),
    ]
    opened = look(archive(links))
    assert [(gap.code, gap.detail) for gap in opened.gaps] == [("link-outside", "-> ../elsewhere"), ("link", "-> ../a")]
    assert opened.files("zip-member") == {b"out": b"../elsewhere", b"d/in": b"../a"}


def test_empty_archive():
    opened = look(archive([]))
    assert opened.containers == ["zip"]
    assert not opened.gaps


def test_part_of_a_set():
    data = bytearray(build())
    at = data.rindex(b"PK\5\6")
    data[at + 4 : at + 8] = b"\x01\0\x01\0"
    assert "part-of-set" in look(bytes(data)).codes


@pytest.mark.parametrize(
    "data",
    [
        b"PK",
        b"PK\5\6" + bytes(10),
        b"text that speaks of PK\3\4 and PK\5\6" + b"." * 100,
        bytes.fromhex("cafebabe00000034") + bytes(200),
        b"PK\5\6" * 1000,
        b"\x7fELF" + bytes(500) + b"PK\5\6" + bytes(18) + bytes(500),
    ],
)
def test_no_archive(data):
    assert recognise(memoryview(data)) is None


def test_many_members_cost_what_they_are():
    def work(members: int) -> None:
        data = archive([Item(b"d%d/f%d.txt" % (n % 40, n), b"line %d\n" % n * 20) for n in range(members)])
        assert sum(1 for _ in open_bytes(data, Limits())) == members + 1

    assert growth(work, 1000) < 1.5


@pytest.mark.parametrize("method", [STORED, DEFLATE])
def test_marked_encrypted_but_plain(method):
    opened = look(one(method=method, flags=1))
    assert opened.codes == ["disguised"]
    assert opened.files("zip-member")[b"a.txt"] == TEXT


@pytest.mark.parametrize("method", [STORED, DEFLATE])
def test_marked_with_a_method_that_it_is_not(method):
    for said in (0xABCD, STORED):
        item = Item(b"a.txt", TEXT, method)
        item.method = said
        opened = look(archive([item]))
        assert opened.codes == ([] if said == method else ["disguised"])
        assert opened.files("zip-member") == {b"a.txt": TEXT}


def test_a_file_of_ends_takes_no_time():
    assert growth(lambda times: look(b"PK\3\4" + b"PK\5\6" * times), 2000) < 1.5
    assert growth(lambda times: look(b"PK\3\4" + b"x".join([b"PK\1\2"] * times)), 2000) < 1.5
    look(b"PK\3\4" + b"PK\5\6" * 500_000)
    look(b"PK\3\4" + b"x".join([b"PK\1\2"] * 100_000))


def test_parts_of_a_split_archive():
    whole = archive([Item(b"a.txt", TEXT, STORED), Item(b"b.txt", TEXT, STORED)])
    first = b"PK\7\x08" + whole[:400]
    opened = look(first, name=b"sdk.z01")
    assert set(opened.codes) == {"part-of-set", "truncated"}  # the member that goes on in the next part is cut short
    last = bytearray(whole[400:])
    last[-18:-16] = last[-16:-14] = b"\1\0"  # numbers of this disk and of the one where the directory begins
    opened = look(bytes(last))
    assert set(opened.codes) == {"part-of-set"}
    assert [gap.locator[-1].name for gap in opened.gaps if gap.locator] == [b"a.txt"]


def test_pieces_of_an_archive_that_was_cut_up():
    whole = archive([Item(b"a.txt", TEXT, STORED), Item(b"b.txt", TEXT, STORED)])
    assert "part-of-set" in look(whole[:500], name=b"sdk.zip.001").codes
    assert "part-of-set" not in look(whole[:500], name=b"sdk.zip").codes
    opened = look(whole[500:], name=b"sdk.zip.002")
    assert "part-of-set" in opened.codes
    assert "damaged" not in opened.codes


def test_members_that_a_tool_unpacks():
    class Unpacks(Outside):
        def run(self, *_, **__):
            result = Result("", "")
            result.files = lambda: iter([(b"b.txt", memoryview(b"text")), (b"p.h", memoryview(b"what it holds"))])
            return result

    item = Item(b"p.h", TEXT, raw=b"as if packed")
    item.method = 98
    items = list(open_bytes(archive([Item(b"b.txt", b"text"), item]), Limits(), outside=Unpacks()))
    leaves = [
        (blob.name, bytes(blob.data), blob.layer.transform) for blob in items if isinstance(blob, Blob) and blob.leaf
    ]
    assert leaves == [(b"b.txt", b"text", "deflate"), (b"p.h", b"what it holds", "again:zip")]
    assert all(isinstance(item, Blob) for item in items)


@pytest.mark.parametrize("mark", [b"DH\x03\x04", b"XXXX"])
@pytest.mark.parametrize("every", [True, False])
def test_a_maker_may_put_his_own_mark_in_place_of_the_first(mark, every):
    data = archive([Item(b"Install", b"plain text\n" * 9, 8), Item(b"romfs.img", b"image" * 30)])
    data = data.replace(b"PK\x03\x04", mark, -1 if every else 1)
    opened = look(data)
    assert opened.files() == {b"Install": b"plain text\n" * 9, b"romfs.img": b"image" * 30}
    assert set(opened.codes) == {"disguised"}
    assert len(opened.codes) == (2 if every else 1)
    other = look(data.replace(mark + data[4:30], mark + b"\xff" * 26, 1))
    assert "damaged" in other.codes
