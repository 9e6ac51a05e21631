"""The HTML report as PDF, by the print of a browser that is on this machine; it is told to fetch nothing."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_SECONDS = 120
_FLAGS = (
    "--headless", "--disable-gpu", "--disable-extensions", "--disable-background-networking", "--no-first-run",
    "--no-pdf-header-footer", "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip


class PrintingError(Exception):
    """Why there is no PDF, in one sentence."""


def browser() -> str | None:
    """A browser on PATH that prints, ``None`` where there is none."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def to_pdf(page: str) -> bytes:
    """``page``, the HTML report, as PDF. Raises ``PrintingError``."""
    found = browser()
    if found is None:
        raise PrintingError("no browser on PATH that could print a PDF: install chromium, or print the HTML page")
    with tempfile.TemporaryDirectory(prefix="sousveil-print-") as folder:
        html, pdf = Path(folder) / "report.html", Path(folder) / "report.pdf"
        html.write_text(page, encoding="utf-8")
        # A browser cannot build its sandbox for root; by the page's policy nothing is fetched, and no host resolves.
        root = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
        command = [found, *_FLAGS, *root, f"--user-data-dir={folder}/profile", f"--print-to-pdf={pdf}", html.as_uri()]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired) as why:
            raise PrintingError(f"{found} did not print: {why}") from why
        if not pdf.is_file():
            last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
            raise PrintingError(f"{found} did not print: {' '.join(last) or f'it ended with {done.returncode}'}")
        return pdf.read_bytes()
