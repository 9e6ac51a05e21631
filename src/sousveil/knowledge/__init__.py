"""What Sousveil knows, as data: lexicon and rules; loading, linting, testing, compiling."""

from sousveil.knowledge.load import load
from sousveil.knowledge.pack import Concept, Condition, Pack, Rule, Source, Term

__all__ = ["Concept", "Condition", "Pack", "Rule", "Source", "Term", "load"]
