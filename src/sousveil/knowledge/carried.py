"""The rules that a report carries: the text of each rule, and under its own id each shared condition that they name.

A report that another version made is derived again with these rules. The words of the lexicon, the layouts and the
components are not carried in full: those are the ones of this version.
"""

from collections.abc import Collection, Mapping

import msgspec

from sousveil.knowledge.pack import Condition, Pack, Rule

SHARED = ("company/", "innocents/")
FILES = "knowledge/"
"""Before the path of a file of users' knowledge, which is read as a file and not as a rule."""
_LONGEST = 1 << 20


def texts(pack: Pack, used: Collection[str]) -> dict[str, str]:
    """The text of each of the ``used`` rules, and the JSON of each shared condition that one of them names."""
    rules = [rule for rule in pack.rules if rule.id in used]
    shared: dict[str, list[Condition]] = {}
    for rule in rules:
        for conditions in (rule.needs, rule.weak_needs, rule.unless):
            own: dict[str, list[Condition]] = {}
            for condition in conditions:
                if condition.id:
                    own.setdefault(condition.id, []).append(condition)
            shared |= own
    out = {rule.id: rule.text for rule in rules}
    return out | {key: msgspec.json.encode(value).decode() for key, value in shared.items()}


def with_rules(pack: Pack, carried: Mapping[str, str]) -> Pack:
    """``pack`` with the rules that a report carries in the place of its own.

    Raises ``KnowledgeError`` where one cannot be read by this version.
    """
    import yaml  # noqa: PLC0415 - a scan writes these texts and reads none

    from sousveil.knowledge.strict import KnowledgeError  # noqa: PLC0415 - the same

    shared: dict[str, tuple[Condition, ...]] = {}
    for rule in pack.rules:
        for conditions in (rule.needs, rule.weak_needs, rule.unless):
            named = {condition.id for condition in conditions if condition.id}
            shared |= {key: tuple(c for c in conditions if c.id == key) for key in named}
    rules: list[Rule] = []
    known = {rule.id for rule in pack.rules}
    try:
        for key, text in carried.items():
            if key.startswith(SHARED):
                shared[key] = msgspec.json.decode(text, type=tuple[Condition, ...])
        for key, text in carried.items():
            if key.startswith(FILES):
                continue
            if key in known or (not key.startswith(SHARED) and "\nfind:" in f"\n{text}" and "\nsays:" in f"\n{text}"):
                rules.append(_read(key, text, shared))
    except (yaml.YAMLError, msgspec.MsgspecError, KeyError, TypeError, ValueError, RecursionError) as why:
        raise KnowledgeError(f"a rule that the report carries cannot be read: {why}") from why
    return msgspec.structs.replace(pack, rules=tuple(sorted(rules, key=lambda rule: rule.id)))


def _read(key: str, text: str, shared: Mapping[str, tuple[Condition, ...]]) -> Rule:
    import yaml  # noqa: PLC0415 - as above

    from sousveil.knowledge.rules import RuleFile, compiled  # noqa: PLC0415 - the same

    if len(text) > _LONGEST:
        raise ValueError(f"{key} is too long")
    # A report comes from anywhere: an alias of YAML can stand for a text without end, and no rule has one.
    if "&" in text and any(isinstance(token, yaml.AliasToken) for token in yaml.scan(text, Loader=yaml.SafeLoader)):
        raise ValueError(f"{key} has an alias")
    file = msgspec.convert(yaml.safe_load(text), RuleFile, strict=True)
    return compiled(key, text, file, shared)
