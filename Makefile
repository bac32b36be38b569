# make serve · make test · make check · make bench: each sets up what it needs, first.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
COMPILE := $(BIN)/uv pip compile --quiet --generate-hashes --python-version 3.11 --universal --no-emit-index-url --custom-compile-command "make lock"
LOCKED := requirements requirements-dev requirements-bench requirements-node requirements-setup

.PHONY: help serve test check bench messages lock clean set-up set-up-dev set-up-tests

help:
	@echo "make serve      bring up Sentra with demo data (PORT=8000)"
	@echo "make test       run the tests"
	@echo "make check      lint, types, layers, translations, the pack"
	@echo "make bench      measure pages, permits and the register (ONLY=register SIZE=100000 for a part; ONLY=field: a slow phone; ONLY=long: a million rows)"
	@echo "make messages   collect what is said on screen for translation"
	@echo "make lock       lock the packages anew"

$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "Sentra needs Python 3.11 or newer. Please install it (Debian, Ubuntu: python3 python3-venv)."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python can't make an environment. Please install python3-venv."; exit 1; }
	@touch $@

set-up: $(VENV)/.made
	@$(BIN)/python -m sentra.ops.setup

set-up-dev: $(VENV)/.made
	@$(BIN)/python -m sentra.ops.setup --dev
	@$(BIN)/python -m sentra.ops.messages compile

set-up-tests: $(VENV)/.made
	@$(BIN)/python -m sentra.ops.setup --dev --browser
	@$(BIN)/python -m sentra.ops.messages compile

serve: set-up
	@exec $(BIN)/python -m sentra serve

test: set-up-tests
	@$(BIN)/python -m pytest -n logical --dist loadfile --no-loadscope-reorder

check: set-up-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy sentra tests
	@PYTHONPATH=. $(BIN)/lint-imports
	@$(BIN)/python -m sentra.ops.messages missing
	@$(BIN)/python -m sentra check packs/blitar

bench: $(if $(filter field,$(ONLY)),set-up-tests,set-up)
	@$(BIN)/python -m sentra.ops.bench $(ONLY) $(if $(SIZE),--size $(SIZE))

messages: set-up
	@$(BIN)/python -m sentra.ops.messages update

lock: set-up
	@for name in $(LOCKED); do $(COMPILE) $$name.in -o $$name.lock || exit 1; done

clean:
	rm -rf $(VENV) build sentra/web/static/built frontend/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
