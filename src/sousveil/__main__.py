"""``python -m sousveil``."""

from sousveil.cli import enter

if __name__ == "__main__":
    enter()
