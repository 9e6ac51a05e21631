"""What several tests of the reports need."""

import shutil
from collections.abc import Iterator

import pytest

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator:
    """Debian's Chromium without a window."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no chromium on this machine: the browser tests did not run")
    sync_api = pytest.importorskip("playwright.sync_api", reason="no playwright: the browser tests did not run")
    with sync_api.sync_playwright() as play:
        running = play.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()
