# therex: `make handout` renders an example patient, `make test` runs all tests.
# Either sets up what it needs in .venv: with uv where it is installed, else with venv and pip.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PATIENT ?= examples/patients/knee_oa_with_high_bp.yaml
RECORD ?= --ledger sqlite:///out/ledger.sqlite

# durable-rules calls a function that Python 3.13 renamed; its setup.py overwrites CFLAGS.
export CPPFLAGS := -DPyEval_CallObject=PyObject_CallObject $(CPPFLAGS)

.PHONY: handout test lint setup bench stress clean

# Pango draws the PDF. It comes with the system, not with Python packages: root on Debian gets it, others are told.
PANGO := libpango-1.0-0 libpangoft2-1.0-0
HAS_PANGO = $(BIN)/python -c 'import ctypes; ctypes.CDLL("libpangoft2-1.0.so.0")' 2>/dev/null

handout: setup
	@mkdir -p out
	@$(HAS_PANGO) || [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null || \
	  { echo "installing $(PANGO), to draw the PDF"; apt-get -qq update; apt-get -qq -y install $(PANGO); } >&2 || true
	@if $(HAS_PANGO); then \
	  $(BIN)/therex handout $(PATIENT) $(RECORD) -o out/handout.html -o out/handout.pdf; \
	else \
	  $(BIN)/therex handout $(PATIENT) $(RECORD) -o out/handout.html; \
	  echo "out/handout.pdf is not drawn: install Pango (Debian: apt-get install $(PANGO)), then run make handout again" >&2; \
	  exit 1; \
	fi

test: setup
	@$(BIN)/pytest -n auto

lint: setup
	@$(BIN)/ruff check --output-format concise .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/therex check

bench: setup
	@$(BIN)/python docs/benchmark.py
	@$(BIN)/python docs/benchmark_audit.py
	@$(BIN)/python docs/benchmark_replay.py

# What would take the tests too long: the ledger killed 200 times, written by 8 processes for a minute, tampered with 1,000 times.
stress: setup
	@$(BIN)/python -m tests.audit.stress

setup: $(VENV)/ready

$(VENV)/ready: pyproject.toml uv.lock requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "therex needs Python 3.11 or newer: install it, then run make PYTHON=python3.11" >&2; exit 1; }
	@command -v $${CC:-cc} >/dev/null 2>&1 || \
	  { echo "therex needs a C compiler to build its rule matcher: install gcc (Debian: build-essential python3-dev)" >&2; exit 1; }
	@$(PYTHON) -c 'import os, sys, sysconfig as s; sys.exit(not os.path.exists(s.get_paths()["include"] + "/Python.h"))' || \
	  { echo "therex needs the C headers of Python: install python3-dev" >&2; exit 1; }
	@rm -rf $(VENV)
	@if command -v uv >/dev/null 2>&1; then \
	  UV_PROJECT_ENVIRONMENT=$(VENV) uv sync --quiet --locked --compile-bytecode --python "$$(command -v $(PYTHON))"; \
	else \
	  $(PYTHON) -m venv $(VENV) && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .; \
	fi
	@touch $@

clean:
	@rm -rf $(VENV) out dist
