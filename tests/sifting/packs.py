"""Small packs for the tests of the sifter."""

from sousveil.knowledge.pack import Pack, Term

TERMS = (
    Term(text="race", concept="trait/race", language="en", sift="weak", weak=True, company="trait"),
    Term(text="nation", concept="trait/ethnicity", language="en", sift="weak", weak=True, company="trait"),
    Term(text="han", concept="group/han", language="en", sift="weak", weak=True, company="group"),
    Term(text="black", concept="colour/black", language="en", sift="weak", weak=True, company="colour"),
    Term(text="ethnic", concept="trait/ethnicity", language="en", form="stem", company="trait"),
    Term(text="skin tone", concept="trait/skin", language="en", company="trait"),
    Term(text="uyghur", concept="group/uyghur", language="en", company="group"),
    Term(text="维族", concept="group/uyghur", language="zh", form="cjk", company="group"),
    Term(text="民族", concept="trait/ethnicity", language="zh", form="cjk", company="trait"),
    Term(text="黄种人", concept="group/yellow", language="zh", form="cjk", company="colour"),
    Term(text="人種", concept="trait/race", language="ja", form="cjk", company="trait"),
    Term(text="ウイグル", concept="group/uyghur", language="ja", form="cjk", company="group"),
    Term(text="인종", concept="trait/race", language="ko", form="cjk", company="trait"),
    Term(text="раса", concept="trait/race", language="ru", company="trait"),
    Term(text="уйгур", concept="group/uyghur", language="ru", form="stem", company="group"),
    Term(text="цвет кожи", concept="trait/skin", language="ru", company="trait"),
    Term(text="ırk", concept="trait/race", language="tr", company="trait"),
    Term(text="etnik köken", concept="trait/ethnicity", language="tr", company="trait"),
    Term(text="عرقي", concept="trait/race", language="ar", company="trait"),
    Term(text="ouïghour", concept="group/uyghur", language="fr", company="group"),
    Term(text="φυλή", concept="trait/race", language="el", company="trait"),
    Term(text="face", concept="context/face", language="en", sift="partner", company="person"),
    Term(text="人脸", concept="context/face", language="zh", form="cjk", sift="partner", company="person"),
    Term(text="gender", concept="context/attribute", language="en", sift="partner", company="person"),
    Term(text="camera", concept="context/camera", language="en", sift="never"),
)

PACK = Pack(
    terms=TERMS,
    concepts={},
    rules=(),
    companions={"trait": ("person", "trait"), "group": ("trait", "person"), "colour": ("colour",)},
    sources={},
    digest="of the tests",
)


def number(text: str) -> int:
    """The index of the term ``text`` in ``PACK``."""
    return next(index for index, term in enumerate(TERMS) if term.text == text)
