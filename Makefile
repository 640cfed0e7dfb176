# Needs Python 3.11 or newer and make; everything else is installed into .venv, locked and checked by hash.

.DEFAULT_GOAL := help
.PHONY: help run test test-all torture lint bench audit screenshots lock clean

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' >/dev/null 2>&1 && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --no-input
# Stamps of what is installed: the bot's packages, also the demo's, also those of tests and development.
BOT := .venv/bot
DEMO := .venv/demo
READY := .venv/ready
SCHEDULES ?= 100000
# Many tests wait for sockets and disks: four processes are quicker than two also on two cores.
# Compiled tests are kept, also where the environment forbids it: each of the processes reads them in half the time then.
PYTEST = PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest --numprocesses 4 --dist worksteal --cov --cov-report=
COVERAGE = $(BIN)/python -m coverage report
# The packages of which the tests must reach every line and branch.
COVERED = bot/services/*,bot/store/*,bot/intake/*,bot/runtime/*
TOKEN := $(shell { test -n "$$DISCORD_TOKEN" || grep -qsE '^ *(export +)?DISCORD_TOKEN *= *[^ ]' .env; } && echo yes)

help: ## list these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/'

run: $(if $(TOKEN),$(BOT),$(DEMO)) ## start the bot; without DISCORD_TOKEN (environment or .env): the demo in the browser
	@exec $(BIN)/python -m bot run --or-demo

test: $(READY) ## the quick tests, and their coverage
	$(PYTEST) -m "not slow"
	-$(COVERAGE)

test-all: $(READY) ## all tests; fails if their coverage is too low
	$(PYTEST)
	$(COVERAGE) --fail-under 98
	$(COVERAGE) --fail-under 100 --include "$(COVERED)"

torture: $(READY) ## simulate 100,000 schedules of delivery (SCHEDULES=...), kill the bot 200 times, let it read 50 bad feeds and 80 strict servers for a month, send it 10,000 hostile inputs (2 hours)
	PYTHONPATH=tests $(BIN)/python -m schedules --count $(SCHEDULES)
	PYTHONPATH=tests $(BIN)/python -m fault_injection
	PYTHONPATH=tests $(BIN)/python -m feed_month
	PYTHONPATH=tests $(BIN)/python -m feed_rules
	PYTHONPATH=tests $(BIN)/python -m fuzz --count 10000

lint: $(READY) ## format, rules, types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(READY) ## measure the event loop while an article is added, start and stop; with CORPORA=folder also the quality of answers
	$(BIN)/python bench/event_loop.py
	$(BIN)/python bench/life_cycle.py
ifdef CORPORA
	@$(PIP) install --no-deps --require-hashes -r requirements-bench.lock
	$(BIN)/python bench/quality.py --corpora "$(CORPORA)" $(if $(WRITE),--write "$(WRITE)")
endif

audit: $(READY) ## look up every locked package among the known vulnerabilities (needs the network)
	@$(BIN)/uv tool run --quiet pip-audit --strict --progress-spinner off --require-hashes --disable-pip -r requirements.lock \
	|| { echo "Not passed: a package above has a known vulnerability, or the list of vulnerabilities could not be fetched." >&2; exit 1; }

screenshots: $(READY) ## the README's pictures, from the demo (needs Chromium)
	$(BIN)/python docs/screenshots.py

COMPILE := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
	--no-header --quiet --upgrade pyproject.toml

lock: $(READY) ## write the lock files again from pyproject.toml
	$(COMPILE) -o requirements.lock
	$(COMPILE) --extra demo --extra test --extra dev --constraint requirements.lock -o requirements-dev.lock
	$(COMPILE) --extra demo --constraint requirements-dev.lock -o requirements-demo.lock
	$(COMPILE) --extra bench --constraint requirements-dev.lock -o requirements-bench.lock

clean: ## remove what make made (the data folder stays)
	rm -rf .venv build *.egg-info .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements-dev.lock pyproject.toml
	@$(call install,$<)
	@touch $(BOT) $(DEMO) $@

$(DEMO): requirements-demo.lock pyproject.toml
	@$(call install,$<)
	@touch $(BOT) $@

$(BOT): requirements.lock pyproject.toml
	@$(call install,$<)
	@touch $@

define install
	test -n "$(PYTHON)" || { echo "Python 3.11 to 3.14 is needed: install it, or name it with 'make PYTHON=/path/to/python'." >&2; exit 1; }; \
	echo "Installing into .venv (a few minutes the first time) ..." && \
	{ test -x $(BIN)/python || $(PYTHON) -m venv .venv; } && \
	$(PIP) install --require-hashes -r $(1) && \
	$(PIP) install --no-deps --no-build-isolation -e .
endef
