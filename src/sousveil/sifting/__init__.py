"""Raw bytes to places worth reading: the automaton, its patterns and windows, its cache."""

from sousveil.sifting.sifter import Sifted, Sifter

__all__ = ["Sifted", "Sifter"]
