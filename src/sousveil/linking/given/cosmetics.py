"""Colours that are put on a face: a palette for skin beside those for lips and lids, or the box it is picked from.

Programs for make-up and beauty cameras find the parts of a face and paint them in a colour that somebody picks. They
have lists of bare colours for lips, brows, lids, hair and skin; so do makers of figures. Nobody is told by them. Where
the tone of somebody's skin is worked out beside it, to say which foundation goes with it, nothing is taken away.
"""

import re

from sousveil.linking.graph import View
from sousveil.model.late import late
from sousveil.model.words import Trait

WHY = "a colour that somebody picks is painted on there, as on lips, lids or brows, and nobody is told by it"
NEAR = 30
"""Lines before and after one on which other things are painted, and on which nothing may be told."""
BESIDE = 4
"""Lines before and after one on which the control for a colour stands."""
LEAST = 3
"""So many different things that are put on."""
PALETTES = 6
"""Lines before and after a palette on which one for something else (hair, clothes) makes both of something drawn."""
COLOURS = 2
"""So many colours on a line are a palette."""
WIDE = 1000
"""Code points of a line that is looked at."""
_PUT_ON = late(
    r"(?P<lips>lip_?(?:stick|gloss|liner|line|colou?r|tint)|labial|batom|rouge_?[àa]_?l[èe]vres|son_?m[ôo]i|помад"
    r"|口红|唇[膏彩釉]|립스틱|口紅|リップ|رژ ?لب|خط لب|أحمر ?(?:ال)?شفاه)"
    r"|(?P<lids>eye_?(?:shadow|liner|line(?-i:(?![a-z])))|mascara|g[öo]z_?far[ıi]|rimel|sombra_?de|delineador|fard_?[àa]"
    r"|тени_?для|подводк|тушь|眼影|眼线|睫毛膏|아이(?:섀도|라이너)|アイ(?:シャドウ|ライン)|(?:خط|سایه) ?چشم|ریمل|كحل)"
    r"|(?P<brows>eye_?brow|(?-i:(?<![a-z]))brow_?(?:colou?r|pencil)|ka[şs]_?kalem|бров|眉|눈썹|ابرو)"
    r"|(?P<cheeks>blush(?:er)?(?-i:(?![a-z]))|(?<![a-z])rouge(?![a-z_ ])|all[ıi]k(?-i:(?![a-z]))|rubor|румян"
    r"|腮红|블러셔|チーク|رژ ?گونه)"
    r"|(?P<base>foundation(?!\.)|concealer|contour_?(?:colou?r|kit|palette)|fond[öo]ten|тональн|粉底|遮瑕|파운데이션"
    r"|ファンデ|کرم ?پودر)"
    r"|(?P<hair>hair_?(?:dye|colou?rs?(?-i:(?![a-z])))|sa[çc]_?(?:rengi|boya)|краск\w+ для волос|染发|发色|髪色"
    r"|머리 ?색|رنگ ?مو)"
    r"|(?P<lens>(?:contact|colou?r)_?lens|eye_?colou?rs|линз|美瞳|لنز)"
    r"|(?P<nails>nail_?(?:polish|colou?r|art)|лак_?для_?ногтей|指甲油|매니큐어|لاک)"
    r"|(?P<all>make_?-?up(?-i:(?![a-z]))|ma[kq]u?i[lj]+(?:aje|agem|age)|makyaj|trang_?điểm|beauty_?(?:cam|filter)|макияж"
    r"|美妆|化妆|彩妆|메이크업|メイク|آرایش|مكياج)",
    re.IGNORECASE,
)
"""What is put on, or where, in many languages."""
_BARE = late(
    r"(?:Color(?:\.\w+)?|rgba?|UIColor|NSColor|Scalar|vec[34]|QColor|ARGB)\s*\([^()\n]*\d|#[0-9a-f]{6}(?![0-9a-f])|0x(?:ff)?[0-9a-f]{6}(?![0-9a-f])"
    r"|[(\[{]\s*\d{1,3}\s*,\s*\d{1,3}\s*,\s*\d{1,3}\s*[)\]}]",
    re.IGNORECASE,
)
"""A colour without a name."""
_CONTROL = late(
    r"colou?r_?(?:box|panel|picker|dialog|well|swatch|wheel|grid|button|list|bar|item|view|select\w*|adapter|chooser)|palette|swatch"
    r"|(?:load|set|pick|choose|select|change)_?colou?rs?(?![a-z])|type=[\"']color",
    re.IGNORECASE,
)
"""What somebody picks a colour with."""
_TOLD = late(
    r"detect(?!(?:ed|ion)?_?(?:faces?|landmarks?|or)(?![a-z]))|predict|classif|analy[sz]|estimat|recogni[sz]|recommend|suggest|measure"
    r"|dominant|k_?means|nearest|closest|arg_?(?:max|min)|confiden|(?:skin|under)_?tone_?(?:result|class|type)|search|query|filter_?by"
    r"|检测|识别|推荐|分析|определ|تشخیص|پیشنهاد|öner|tespit|추천|분석|推薦|診断",
    re.IGNORECASE,
)
"""Something is told of somebody, or looked for."""


def put_on(view: View, unit: int, trait: Trait) -> bool:
    """Whether the colour of skin there is one of several that are put on a face, and nothing near tells or seeks it."""
    told = view.unit(unit)
    if trait is not Trait.SKIN_COLOUR or told.line is None or told.line > len(view.lines):
        return False
    at = told.line - 1
    own = view.lines[at][:WIDE]
    beside = (line[:WIDE] for line in view.lines[max(0, at - BESIDE) : at + 1 + BESIDE])
    if len(_BARE.findall(own)) < COLOURS and not any(map(_CONTROL.search, beside)):
        return False
    near = [line[:WIDE] for line in view.lines[max(0, at - NEAR) : at + 1 + NEAR]]
    if any(map(_TOLD.search, near)):
        return False
    if len({found.lastgroup for line in near for found in _PUT_ON.finditer(line)}) >= LEAST:
        return True
    others = [line[:WIDE] for line in view.lines[max(0, at - PALETTES) : at + 1 + PALETTES] if line[:WIDE] != own]
    return len(_BARE.findall(own)) >= COLOURS and any(len(_BARE.findall(line)) >= COLOURS for line in others)
