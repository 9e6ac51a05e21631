"""Sousveil shows, with evidence, whether software can sort people by race, ethnicity or religion."""

__version__ = "0.1.0"
