"""Two or more editions of a target side by side."""

from sousveil.proving.comparing.changes import Edition, compared, shown
from sousveil.proving.comparing.timeline import timeline

__all__ = ["Edition", "compared", "shown", "timeline"]
