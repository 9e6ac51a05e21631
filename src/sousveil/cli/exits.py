"""The exit codes that are not a verdict."""

CANNOT_RUN = 2
INTERRUPTED = 130  # 128 + SIGINT, as shells have it


class CannotRunError(Exception):
    """Why a verb could not run, in one sentence for the person who called it."""
