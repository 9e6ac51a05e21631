"""How much sense bytes make in an encoding: the share of characters that are common in the language it is made for.

What is common is taken from the character sets themselves: their first level holds the frequent characters (GB 2312
rows 16 to 55, Big5 rows A4 to C6, JIS X 0208 rows 16 to 47 and the kana, KS X 1001 Hangul), and from the letters that
lead every frequency table of their language. Languages share these codes, so that the leading characters weigh most.
"""

from collections import Counter
from functools import cache
from unicodedata import category

from sousveil.model.late import late

CANDIDATES: tuple[str, ...] = (
    "gb18030", "big5hkscs", "shift_jis", "euc_jp", "cp949", "cp1251", "koi8-r", "cp866", "iso8859-5", "cp1252",
    "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp1258", "iso8859-6",
)  # fmt: skip

_LEADING = {
    "gb18030": (
        "的一是不在人有中大上为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种"
        "事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与"
        "长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等"
        "产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义"
        "各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命"
        "山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品"
        "住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运备型库值置频视录码址返脸网"
        "络错误参输缓冲针字符串节详示例默启停状态未族维男黑黄岁龄戴镜罩胡"
    ),
    "big5hkscs": (
        "的一是不在人有中大上為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種"
        "事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心本前開但因只從想實日者意無力它與長"
        "把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應向頭文體政美相見被利什二等產或"
        "新己制身果加西月話合回特代內信表化老給世位次度門任常先通教原東聲提立及比員解水名真論處義各入口認條平"
        "系氣題活更別打女變四總電數安少報才結反受目量再感建務做接場件計管期市直資金指許統區保至形社空設式色路"
        "記類據程邊該交規取型庫值置頻視錄碼族"
    ),
    "cp949": (
        "이다는에의을가고를하지로한은기사서도어나리자인시라대정들아그수일해부전상제것적구보원조으장여있비주세"
        "치트마오면스경과동성신공관계용중내문개요국소위진유물무선만할반없회교안방분실간명설생체화연모데게와까"
        "된되니었년미거때타입력출형태값번호얼굴민족종"
    ),
}
_CYRILLIC = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"
_LETTERS = {
    "cp1250": "áéíóúýčďěňřšťžůłąęśćńźżőű",
    "cp1252": "\xa0éèêàçùâîôûëïäöüßñáíóúãõåæøœ°©®µ«»§·–—‘’“”…×±²³",
    "cp1254": "ığşçöüİĞŞÇÖÜ",
    "cp1253": "αοιετσνρηςλκμπυδθφχγβξζψωάέήίόύώ",
    "cp1255": "יוהלאמרתבשנעםדקפחכסגטצזןךףץ",
    "cp1256": "اليمنوترةبعدسفهكقأحجشطصخضذثغزظىئءإآؤئپچژگ",
    "cp1258": "\u0301\u0300\u0323\u0309\u0303đêâôơưăáàéèíóúùĐ",
    "iso8859-6": "اليمنوترةبعدسفهكقأحجشطصخضذثغزظىئءإآؤئ",
}
_PRIOR = {
    "cp1252": 0.05, "gb18030": 0.05, "cp1250": -0.2, "cp1254": -0.15, "iso8859-5": -0.1, "cp866": -0.02,
    "iso8859-6": -0.05, "cp1258": -0.1,
}  # fmt: skip
_RARE = {"cp1253": 0.5, "cp1255": 0.45, "cp1256": 0.3, "iso8859-6": 0.3}
"""What the less frequent letters of an alphabet without capitals, or with few, count."""
_MOST = 1.2
"""More than text can make sense, whatever the codec."""
_HIGH = late(r"[^\x00-\x7f]+")
_KANA = late(r"[\u3041-\u3096\u30a1-\u30fa\u30fc]")
_SIGNS = frozenset("，。、；：？！（）“”‘’《》【】—…·「」『』～－／％　＜＞")


@cache
def _first_level(codec: str) -> frozenset[str]:
    rows, trails = {
        "gb18030": (range(0xB0, 0xD8), range(0xA1, 0xFF)),
        "big5hkscs": (range(0xA4, 0xC7), (*range(0x40, 0x7F), *range(0xA1, 0xFF))),
        "shift_jis": (range(0x88, 0x98), (*range(0x40, 0x7F), *range(0x80, 0xFD))),
        "euc_jp": (range(0xB0, 0xD0), range(0xA1, 0xFF)),
        "cp949": (range(0xB0, 0xC9), range(0xA1, 0xFF)),
    }[codec]
    return frozenset("".join(bytes((row, trail)).decode(codec, "ignore") for row in rows for trail in trails))


def score(raw: bytes, codec: str, enough: float = -9.0) -> float:
    """From below 0 (it cannot be) over 0.3 (possible) to 1 and a little more; ASCII counts for nothing.

    A score that cannot reach ``enough`` may be given a little too high, as long as it stays below.
    """
    text = raw.decode(codec, "replace")
    runs = _HIGH.findall(text)
    high = "".join(runs)
    if not high:
        return 0.0
    lost = high.count("\ufffd") / len(high)
    most = _MOST + _PRIOR.get(codec, 0.0) - 2 * lost
    if most < enough:
        return most
    return _sense(text, high, runs, codec) + _PRIOR.get(codec, 0.0) - 2 * lost


def _sense(text: str, high: str, runs: list[str], codec: str) -> float:
    if codec in ("gb18030", "big5hkscs", "shift_jis", "euc_jp", "cp949"):
        return _wide(high, codec)
    if codec in ("cp1251", "koi8-r", "cp866", "iso8859-5"):
        return _alphabetic(high, _CYRILLIC, 10) - _mixed(text, runs)
    letters = _LETTERS.get(codec)
    if letters is None:
        return 0.2
    if codec in _RARE:
        share = _alphabetic(high, letters, 8, _RARE[codec]) if len(high) > 2 * len(runs) else 0.2
        return share - _mixed(text, runs)
    share = sum(n for char, n in Counter(high).items() if char.lower() in letters or char in letters) / len(high)
    # Latin letters with marks stand alone among plain ones.
    return share * (0.7 if len(high) <= 1.6 * len(runs) else 0.3) * (1.0 if _HIGH.sub("", text).strip() else 0.5)


def _mixed(text: str, runs: list[str]) -> float:
    """What it costs that letters of another alphabet stand inside words of Latin ones."""
    between = _HIGH.split(text)
    touching = sum(part[-1:].isalpha() for part in between[:-1]) + sum(part[:1].isalpha() for part in between[1:])
    return float(min(0.8 * touching / len(runs), 1.0))


def _wide(high: str, codec: str) -> float:
    level = _first_level(codec)
    seen = Counter(high)
    kana = len(_KANA.findall(high))
    signs = sum(seen[char] for char in _SIGNS)
    words = len(high) - signs
    if not words:
        return 0.3
    known = sum(n for char, n in seen.items() if char in level)
    if codec in ("shift_jis", "euc_jp"):
        half = sum(n for char, n in seen.items() if "\uff61" <= char <= "\uff9f")
        return (0.45 * known + 1.1 * kana - 0.3 * half) / words if kana else 0.3 * known / words - half / words
    leading = _LEADING[codec]
    first = sum(n for char, n in seen.items() if char in leading)
    if codec == "gb18030":
        four = sum(n for char, n in seen.items() if _in_four(char))
        known, first = known + four, first + four
    rare = words - known - kana
    return (0.5 * known + 0.6 * first - 0.7 * rare - 0.6 * kana) / words


@cache
def _in_four(char: str) -> bool:
    """Whether GB 18030 writes a letter in four bytes, two of them digits: chance does not."""
    return category(char)[0] in "LM" and len(char.encode("gb18030")) == 4


def _alphabetic(high: str, letters: str, leading: int, rare: float = 0.6) -> float:
    """The same for an alphabet in which the first letters given are the most frequent."""
    total = 0.0
    for (before, char), n in Counter(zip("\0" + high, high, strict=False)).items():
        lower = char.lower()
        rank = letters.find(lower)
        if rank < 0:
            total -= 0.4 * n
            continue
        # Capitals inside a word are the mark of the wrong table.
        wrong = char != lower and before == before.lower() and before in letters
        worth = -0.6 if wrong else (1.05 if rank < leading else rare)
        if char != lower and not wrong:
            worth -= 0.15
        total += worth * n
    return total / len(high)
