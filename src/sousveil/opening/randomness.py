"""Bytes without a pattern: encrypted, or packed so well that nothing tells it from encryption.

Entropy alone does not tell the two apart: deflate, Zstandard and bzip2 come as close to 8 bits a byte as encryption
does. Their bytes are still not spread evenly, which the chi-square statistic over the 256 values shows: for even bytes
its mean is 255 and its deviation 22.6, whatever the size, and for packed bytes it grows with the size. It is taken of
windows of 64 KiB, up to 16 of them spread over the whole, and its mean compared with what even bytes give.

Measured with ``tools/randomness.py`` on ten streams of 2 MB, packed from files of /usr/share and /usr/bin of Debian 12:
stretches from the middle of a stream that are said to look encrypted, of all of that size.

================  =======  =======
method            128 KiB  256 KiB
================  =======  =======
deflate           0/108    0/46
Zstandard -3      0/107    0/46
Zstandard -12     0/100    0/42
bzip2             2/107    0/47
brotli -5         8/98     0/41
LZ4               0/143    0/66
xz -6             76/86    29/35
LZMA -6           86/86    35/35
AES-CTR           160/160  140/140
================  =======  =======

Range coders (LZMA and xz, PPMd, CABAC) cannot be told from encryption this way, nor by anything else that is cheap:
what their formats do not recognise is said to look encrypted, in words that allow for it. Sources: NIST SP 800-22
section 2 and Knuth, The Art of Computer Programming, volume 2, section 3.3.1 (the test and its deviation).
"""

import math
from collections import Counter

LEAST = 128 << 10
"""Bytes: in fewer, too many packed stretches look even (of 64 KiB, one in twenty by deflate, one in four by brotli)."""
_WINDOW = 64 << 10
_MOST = 16  # windows
_MEAN, _DEVIATION = 255.0, math.sqrt(2 * 255)
_WITHIN = 3.3  # deviations: a stretch of even bytes in a thousand is missed
_FIRST, _FAR = 4096, 420.0  # a first look that ends most questions


def looks_encrypted(data: memoryview) -> bool:
    """Whether ``data`` is large enough to tell, and its bytes are spread as evenly as those of encryption."""
    if len(data) < LEAST or chi_square(data[:_FIRST]) > _FAR:
        return False
    windows = min(len(data) // _WINDOW, _MOST)
    apart = (len(data) - _WINDOW) // (windows - 1)
    total = sum(chi_square(data[at : at + _WINDOW]) for at in range(0, windows * apart, apart))
    return abs(total / windows - _MEAN) <= _WITHIN * _DEVIATION / math.sqrt(windows)


def chi_square(data: memoryview) -> float:
    """How unevenly the 256 values are spread over ``data`` (at least one byte): 0 where each is as frequent."""
    expected = len(data) / 256
    seen = Counter(bytes(data))
    return sum((seen[value] - expected) ** 2 for value in range(256)) / expected
