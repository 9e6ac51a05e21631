"""What all tests share: no property is held to a time, which is that of the machine and not of the code."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
