"""Words by which a text says that something is told from pictures, and those that take it back, in many languages."""

import re

from sousveil.model.late import late

TELLS = late(
    r"(?<![a-z])(?:(?:classif(?:y|ies|ied|ying|ications?|iers?)|predict(?:s|ed|ing|ions?|ors?)?"
    r"|recogni(?:[sz]e[srd]?|[sz]ing|tion)|detect(?:s|ed|ing|ions?|ors?)?|estimat(?:es?|ed|ing|ions?|ors?)"
    r"|infer(?:s|red|ring|ence)?|identif(?:y|ies|ied|ying|ications?|iers?))(?![a-z])"
    r"|(?:(?:meng)?klasifikasi|(?:mem)?prediksi|(?:men)?deteksi|pengenalan|mengenali|(?:meng)?identifikasi"
    r"|phân loại|dự đoán|nhận diện|nhận dạng|phát hiện|ước lượng"
    r"|распозна(?:ва|ёт|ет)|классифи(?:каци|катор|цир)|определени|определя|предсказ|розпізна|класифі(?:каці|катор)|визначен"
    r"|tahmin|sınıfland|tanıma|tespit|algıla"
    r"|reconoc|reconhec|clasific|classific|predic[cç]|predice|predi[sz]|detec[cç]|detecta|identific|estima[cç]"
    r"|reconnai|classifi|d[ée]tect|pr[ée]di[ct]|erkenn|klassifi[kz]|vorhers|bestimm|schätz"
    r"|riconosc|rileva|rozpozna|klasyfik|wykryw|przewidyw|herken|voorspel)\w{0,8})"
    r"|识别|識別|辨识|辨識|检测|檢測|分类|分類|预测|預測|判定|判断|推定|推測|認識|検出|予測|判別"
    r"|분류|인식|예측|추정|판별|감지|탐지|검출"
    r"|تشخیص|شناسایی|طبقه[ \u200c]?بندی|پیش[ \u200c]?بینی|تخمین|تصنيف|التعرف على|توقع|تقدير|كشف"
    r"|पहचान|वर्गीकरण|अनुमान|סיווג|זיהוי|חיזוי|จำแนก|ตรวจจับ|ทำนาย",
    re.IGNORECASE,
)
_BETWEEN = r"(?:[\s,，、&+/·|*_`-]|[ld]['’]|와|과|및|의|を|の|と|や|和|与|與|及|或|的|וה?)"
AND = late(
    rf"{_BETWEEN}*(?:(?:and|or|of|the|their|a|an|someone's|people's|person's|by|y|o|u|e|et|ou|und|oder|dan|atau"
    r"|và|hoặc|и|или|та|і|ve|veya|da|do|de|del|della|di|des|der|la|las|los|el|il|le|les|van|en|i|của|و|או)"
    rf"{_BETWEEN}+)*",
    re.IGNORECASE,
)
"""What may stand between a trait and the word for telling, beside other features."""
TAKES_BACK = late(
    r"(?<![a-z])(?:no|nor|not|never|without|cannot|\w+n['’]t|neither|remov\w*|dropp?e?d?|disabl\w*|deprecat\w*|delet\w*"
    r"|eras(?:ed?|es|ing)|stripped|exclud\w*|withdr[ae]w\w*|omit\w*|supprim\w*|retir[ée]\w*|elimin[ao]\w*|entfernt\w*"
    r"|plan(?:ned|s)?|todo|future|roadmap|wip|soon|upcoming|will|would|could|should|may|might|avoid\w*|prohibit\w*|forbid\w*"
    r"|refus\w*|reject\w*|against|bann?e?d?|unsupported|bias\w*|debias\w*|unbiased|fair(?:ness)?|unfair\w*|parity"
    r"|discriminat\w*|ethic(?:s|al)|racis[mt]\w*|survey|papers?|arxiv|doi|et al|proceedings|conference|journal|thesis"
    r"|dissertation|articles?|patents?|benchmark|challenge|competition|disparit\w*|label(?:l)?ing|labell?ed|annotat\w*"
    r"|literature|history|law|acts?|ai act"
    r"|from (?:the )?(?:sur|last |first |user|given )?names?|surnames?|tweets?"
    r"|não|sem|sin|ningun[oa]?|pas|sans|aucune?|nicht|kein\w*|ohne|non|senza|niet|geen|zonder|nie|bez|brak"
    r"|tidak|bukan|tanpa|belum|akan|dihapus|không|chưa|sẽ|değil|yok|olmadan|hariç|preconceito|sesgo\w*|prejuicio\w*|biais|viés)"
    r"(?![a-z])"
    r"|(?<!\w)(?:не|нет|без|удал\w+|будет|план\w*|предвзят\w*|немає|буде)(?!\w)"
    r"|不(?!同)|没有|無法|无法|未|禁止|移除|删除|去除|剔除|計画|计划|偏见|歧视|公平|论文|论述|综述|法案"
    r"|ない|ません|削除|予定|偏見|バイアス|差別|論文|않|없|금지|제거|삭제|예정|편향|공정|논문|차별"
    r"|(?<!\w)(?:لا|ليس|بدون|إزالة|نیست|حذف|לא|ללא|בלי|नहीं|बिना)(?!\w)|ไม่",
    re.IGNORECASE,
)
"""What denies it, puts it off, or makes it the matter of a paper, a law, a study of bias, or of names."""
PUT_OFF = late(
    r"todo|to[- ]do|roadmap|future|planned|plans|ideas|wish ?list|backlog|limitations?|ethic|bias|fair"
    r"|related work|references|papers|literature|bibliography|citation|acknowledg|changelog|removed|deprecat"
    r"|out of scope|not supported|awesome"
    r"|планы|ограничения|计划|待办|未来|局限|参考|论文|今後|予定|制限|参考文献|향후|계획|한계|참고"
    r"|limitaciones|trabajo futuro|limitações|trabalhos futuros|perspectives|keterbatasan|rencana"
    r"|daftar pustaka|hạn chế|hướng phát triển|tài liệu tham khảo|kaynak|gelecek",
    re.IGNORECASE,
)
"""Headings under which a document says what is not there, not yet, or elsewhere."""
SHOWN = late(
    r"(?:(?<![\w.])(?:st|gr|sg|ui|ft|tk|ttk|ctk|customtkinter|dash|html|dbc|wx|imgui|ImGui|QtWidgets|pn|mo)(?:\.\w+)*(?:\.|::)\w+\s*\("
    r"|(?<![\w.])(?:ui)?(?:Q?Label|Q?PushButton|Button|uilabel|uifigure|uibutton|Text|AppBar|Tab|Heading|Title)\s*\("
    r"|(?:set_?(?:window_?)?(?:title|text|label|caption)|set_?tool_?tip|set_?status_?tip|addTab|addItem|add_?button)\s*\("
    r"|\w*(?:label|text|lbl|txt|title|caption|field)\w*\.(?:value|content|string)\s*:?="
    r"|(?:text|label|title|heading|header|caption|placeholder|hint|tooltip|page_title|window_title|description)\s*[=:]\s*f?)"
    r"[^()\n]{0,80}$",
    re.IGNORECASE,
)
"""What stands before a text that is put on a screen."""
DRAWN = late(r"(?<![\w.])(?:plt|axs?\w?|axes\w*|fig\w*|sns|plot\w*|subplot\w*)(?:\[[^\]]*\])*\.", re.IGNORECASE)
"""What stands before the title of a diagram."""
DECLARED = late(r"\b(?:pydantic\.|dspy\.)?(?:Field|OutputField|Param|Property)\s*\([^()\n]{0,80}$")
"""What stands before the description of a member that a record declares: no screen shows it."""
PARTS = late(
    r"(?<![a-z])(?:undertone|lips?|eyes?|hair|eye_?brows?|wrinkles?|beard|ojos|cabello|pelo|olhos|cabelos?|yeux|cheveux|augen|haare"
    r"|occhi|capelli|mata|rambut|göz(?:ler)?|saç|włosy|oczy)(?![a-z])|волос|глаз|头发|发型|眼睛|髪|目の|머리|눈",
    re.IGNORECASE,
)
"""Parts of a look, in a name or in what is asked of a picture."""
GIVEN_OUT = late(
    r"arg_?max|soft_?max|predict|(?<![a-z])preds?(?![a-z])|\.max\s*\(|top_?k|max_?(?:idx|index|pos)|best_?(?:idx|index)|class_?(?:id|idx|index)"
    r"|max_?by|max_?of|which\.?max|index_?of_?max|argsort|(?<![a-z])(?:net|model|network|classifier|clf)\s*[.(]",
    re.IGNORECASE,
)
"""Words by which code picks what a model gives out."""
TYPED_IN = late(
    r"<(?:input|textarea|select|TextField|TextInput|Input|Select|Checkbox|Radio)\b|on_?change|register\(|v-model|ngModel|formControl|placeholder=",
    re.IGNORECASE,
)
"""In the lines of a control: people are asked for what it is called after."""
