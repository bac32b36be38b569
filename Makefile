# make serve · make test · make check · make lock: each sets up what it needs, first.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
export PORT ?= 8000

.PHONY: help serve test check lock clean

help:
	@echo "make serve   bring up Sentra with demo data (PORT=8000)"
	@echo "make test    run the tests"
	@echo "make check   lint, types, layers, the pack"

$(BIN)/uv:
	@test -n "$(PYTHON)" || { echo "Sentra needs Python 3.11 or newer. Please install it (Debian: python3 python3-venv)."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python can't make an environment. Please install python3-venv."; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

$(VENV)/.serve: requirements.lock $(BIN)/uv
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.serve
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@touch $@

serve: $(VENV)/.serve
	@$(BIN)/python -m sentra serve

test: $(VENV)/.dev
	@$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(VENV)/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy sentra
	@PYTHONPATH=. $(BIN)/lint-imports
	@$(BIN)/python -m sentra check packs/blitar

lock: $(BIN)/uv
	@$(BIN)/uv pip compile -q --generate-hashes --python-version 3.11 --universal --no-emit-index-url requirements.in -o requirements.lock --custom-compile-command "make lock"
	@$(BIN)/uv pip compile -q --generate-hashes --python-version 3.11 --universal --no-emit-index-url requirements-dev.in -o requirements-dev.lock --custom-compile-command "make lock"

clean:
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache
