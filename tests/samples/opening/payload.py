"""What every sample holds: three markers, each in one encoding, in a file of its own."""

FILES: dict[bytes, bytes] = {
    "docs/标记.txt".encode(): "marker 标记-utf8 ✓\n".encode(),
    "include/标记.h".encode("gb18030"): "// 标记-gbk\n".encode("gb18030"),
    b"res/marker.bin": "标记-utf16".encode("utf-16-le") * 40,
}
"""Names are raw bytes; one of them is not UTF-8."""

MARKERS: tuple[bytes, ...] = (
    "标记-utf8".encode(),
    "标记-gbk".encode("gb18030"),
    "标记-utf16".encode("utf-16-le"),
)

JOINED = b"".join(FILES.values())
"""For formats that hold one stream."""
