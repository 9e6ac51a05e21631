"""From the name of a language or region to the name of its people, one rule for each language that has one."""

from collections.abc import Callable, Iterator

Name = tuple[str, str]
"""A word and its form, "" for the usual one."""


def of_language(name: str, language: str) -> Iterator[Name]:
    """The words for a people that the name of its language gives; none where the language has no safe rule."""
    if name and (rule := _LANGUAGES.get(language)):
        yield from rule(name.strip())


def of_region(name: str, language: str) -> str:
    """The word for the people of a region, "" where there is no rule."""
    return _REGIONS[language].format(name) if name and language in _REGIONS else ""


def _chinese(name: str) -> Iterator[Name]:
    stem = name.removesuffix("语").removesuffix("語").removesuffix("文")
    if stem == name or stem.endswith("族"):
        return
    yield f"{stem}族", ""
    if len(stem) > 1:  # 藏人 stands in 隐藏人脸
        yield f"{stem}人", ""


def _japanese(name: str) -> Iterator[Name]:
    if name.endswith("語"):
        yield f"{name[:-1]}人", "cjk"
        yield f"{name[:-1]}族", "cjk"


def _korean(name: str) -> Iterator[Name]:
    if name.endswith("어"):
        yield f"{name[:-1]}인", "cjk"
        yield f"{name[:-1]}족", "cjk"


def _russian(name: str) -> Iterator[Name]:
    if name.endswith("ский") and " " not in name:
        yield name.removesuffix("ий"), "stem"
    elif " " not in name:
        yield name, ""


def _arabic(name: str) -> Iterator[Name]:
    """The feminine adjective of the language; the people has it as well, and the masculine."""
    bare = name.removeprefix("ال")
    if bare.endswith("ية") and " " not in bare:
        for text in (bare, bare.removesuffix("ة")):
            yield text, ""
            yield f"ال{text}", ""


def _uyghur(name: str) -> Iterator[Name]:
    if name.endswith("چە") and " " not in name:
        yield name.removesuffix("چە"), ""


def _tibetan(name: str) -> Iterator[Name]:
    stem = name.rstrip("་།").removesuffix("སྐད").rstrip("་")
    if stem != name.rstrip("་།"):
        yield f"{stem}་རིགས", "cjk"


def _turkish(name: str) -> Iterator[Name]:
    for ending in ("ca", "ce", "ça", "çe"):
        if name.endswith(ending) and " " not in name:
            yield name.removesuffix(ending), ""
            return


def _hebrew(name: str) -> Iterator[Name]:
    """The feminine adjective; the people has the masculine."""
    if name.endswith("ית") and " " not in name:
        yield name, ""
        yield name.removesuffix("ת"), ""
    elif " " not in name:
        yield name, ""


def _german(name: str) -> Iterator[Name]:
    if name.endswith("isch"):
        for ending in ("", "e", "er", "en"):
            yield name + ending, ""


def _vietnamese(name: str) -> Iterator[Name]:
    if name.lower().startswith("tiếng "):
        yield f"người {name[6:]}", ""


def _as_it_is(name: str) -> Iterator[Name]:
    """The adjective is the same for a language and a people."""
    if " " not in name:
        yield name, ""


_LANGUAGES: dict[str, Callable[[str], Iterator[Name]]] = {
    "zh": _chinese, "zh-Hant": _chinese, "ja": _japanese, "ko": _korean, "ru": _russian, "ar": _arabic,
    "ug": _uyghur, "bo": _tibetan, "tr": _turkish, "he": _hebrew, "de": _german, "vi": _vietnamese,
    "hi": _as_it_is, "es": _as_it_is, "fr": _as_it_is, "pt": _as_it_is, "id": _as_it_is, "fa": _as_it_is,
    "ur": _as_it_is,
}  # fmt: skip
_REGIONS = {
    "zh": "{}人", "zh-Hant": "{}人", "ja": "{}人", "ko": "{}인", "vi": "người {}", "id": "orang {}",
}  # fmt: skip


_ULY = dict(zip("اەبپتجخدرزسفقكگلمنھوۇۆۈۋېىي", "aebptjxdrzsfqkglmnhouöüwéiy", strict=True)) | {
    "چ": "ch", "ژ": "zh", "ش": "sh", "غ": "gh", "ڭ": "ng",
}  # fmt: skip
"""Uyghur letters and how the Latin alphabet of Uyghur (ULY) writes them."""


def in_latin(text: str) -> str:
    """A Uyghur word in Latin letters: the hamza that bears a vowel is written only inside a word, as an apostrophe."""
    return " ".join(
        "".join("'" if char == "ئ" else _ULY.get(char, char) for char in word.removeprefix("ئ"))
        for word in text.split()
    )


def without_dots(text: str) -> str:
    """Latin letters of Uyghur as they are typed where the keyboard lacks them: ``özbék`` as ``ozbek``."""
    return text.translate(str.maketrans("öüé", "oue"))
