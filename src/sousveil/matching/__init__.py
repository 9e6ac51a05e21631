"""From text units to hits: words as people write them, nearness, exclusions with their reasons."""

from sousveil.matching.matcher import Matcher

__all__ = ["Matcher"]
