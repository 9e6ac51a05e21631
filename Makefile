# What can be done here: make scan [TARGET=...], make test, make install, make install-unblob; then lexicon, accuracy, products, bench, bench-link, bench-open, bench-read, bench-page, fuzz, robust, samples, docs, lock, clean.
SHELL := /bin/sh
BIN := .venv/bin
TARGET ?=
FILES ?=
SCORE ?= ../shared/accuracy/score.py
MANIFEST ?= ../shared/accuracy/dev.tsv
UV ?= uv
COMPILE := $(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links --upgrade

.PHONY: help install install-unblob scan test lexicon accuracy accuracy-packages products bench bench-link bench-open bench-read bench-page fuzz robust samples docs lock clean

help:
	@sed -n 1p Makefile

install: .venv/.run

.venv/.run: requirements.txt requirements-build.txt pyproject.toml tools/venv.sh
	@tools/packages.sh packages/run.txt
	@tools/venv.sh .venv requirements.txt requirements-build.txt
	@touch $@

.venv/.test: .venv/.run requirements-dev.txt packages/test.txt
	@tools/packages.sh packages/test.txt
	@tools/venv.sh .venv requirements-dev.txt
	@touch $@

# Opens file systems of devices and rare archives; a program of its own, never imported (142 MB).
install-unblob: .venv/.run
	$(BIN)/python -m venv .venv/unblob
	.venv/unblob/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-unblob.txt
	@command -v 7z >/dev/null || ! command -v 7zz >/dev/null || ln -sf "$$(command -v 7zz)" .venv/unblob/bin/7z  # as it calls it

scan: .venv/.run
	@tools/scan.sh "$(TARGET)"

test: .venv/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2

# Words from pinned packages, and with WORDNETS=clone of omwn/omw-data those of Wiktionary; then the pack and its pages.
lexicon: .venv/.run
	$(BIN)/python tools/lexicon.py compile $(if $(WORDNETS),--wordnets "$(WORDNETS)")
	$(BIN)/python tools/lexicon.py check
	$(BIN)/python -m sousveil.knowledge compile
	$(BIN)/python -m sousveil.knowledge lint
	$(BIN)/python -m sousveil.knowledge catalogue docs/rules.md
	$(BIN)/python -m sousveil.knowledge lexicon docs/lexicon.md

accuracy: .venv/.run
	@test -n "$(FILES)" || { echo "make accuracy FILES=folder, as laid out from $(MANIFEST)" >&2; exit 2; }
	@test -f "$(SCORE)" || { echo "$(SCORE) is not there; give SCORE=... and MANIFEST=..." >&2; exit 2; }
	$(BIN)/python tools/accuracy.py "$(SCORE)" "$(MANIFEST)" "$(FILES)" --command "$(BIN)/sousveil scan --format json --quiet"

accuracy-packages: .venv/.run
	$(BIN)/python tools/packages.py --command $(BIN)/sousveil

products: .venv/.run
	$(BIN)/python tools/products.py --command $(BIN)/sousveil

bench: .venv/.test
	$(BIN)/python bench/run.py

bench-link: .venv/.test
	$(BIN)/python bench/linking.py

bench-open: .venv/.test
	$(BIN)/python bench/opening.py

bench-read: .venv/.test
	$(BIN)/python bench/reading.py

bench-page: .venv/.test
	$(BIN)/python bench/page.py

fuzz: .venv/.test
	$(BIN)/python tools/fuzz.py

samples: .venv/.test
	$(BIN)/python tools/samples.py

robust: .venv/.test
	$(BIN)/python tools/robust.py

docs: .venv/.run
	$(BIN)/python -m sousveil.cli.reference > docs/cli.md

# Pinned with hashes, for Python 3.11 to 3.13 on all platforms; no addresses.
lock:
	$(COMPILE) pyproject.toml -o requirements.txt
	$(COMPILE) --group build -o requirements-build.txt
	echo unblob | $(COMPILE) - -o requirements-unblob.txt
	$(COMPILE) pyproject.toml --group build --group dev -c requirements.txt -c requirements-build.txt -o requirements-dev.txt

clean:
	rm -rf .venv out build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
