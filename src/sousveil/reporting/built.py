"""What is said of a kit that a part is, or is built from."""

from sousveil.model.report import BuiltFrom
from sousveil.reporting.words import Words

_MOST = 3


def sentence(one: BuiltFrom, words: Words, target: str) -> str:
    """One sentence: which part, whose, by what. It says nothing of what the kit does."""
    files = [layer for layer in (target, *one.layers) if not layer.startswith(("<", "VERSIONINFO/"))]
    file = files[-1].replace("\\", "/").rstrip("/").rpartition("/")[2]
    texts = list(one.texts[:_MOST])
    if len(one.texts) > _MOST:
        texts.append(words.count("built.more", len(one.texts) - _MOST))
    kit = words.say("built.kit", sdk=one.sdk, maker=one.maker) if one.maker else one.sdk
    said = words.say(f"built.{one.how}", file=file, kit=kit, maker=one.maker or one.sdk, texts=", ".join(texts))
    return said + (words.count("built.files", one.count - 1) if one.count > 1 else "")
