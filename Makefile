# Two commands on an empty machine: `make demo` and `make test`. The work is done by the scripts in .ci/.

SHELL := bash
.DEFAULT_GOAL := help

# consult's own options, as in `make demo ARGS=--no-serve`
ARGS ?=
# pytest's, as in `make test PYTEST_ARGS="tests/domain -k window"`; WORKERS=0 runs all in one process
PYTEST_ARGS ?=
WORKERS ?= 2
# sqlite or postgresql: what the tests run on
DATABASE ?= sqlite

.PHONY: help
help: ## Say what can be done here
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

.PHONY: demo
demo: ## Set up all it takes, play the demonstration, and serve it (ARGS=--no-serve only prints)
	@.ci/setup run
	@.venv/bin/consult demo $(ARGS)

.PHONY: run
run: ## Serve what is there, on http://127.0.0.1:8000
	@.ci/setup run
	@.venv/bin/consult migrate
	@.venv/bin/consult serve $(ARGS)

.PHONY: test
test: ## Set up what the tests need and run them all (PYTEST_ARGS goes to pytest; DATABASE=postgresql)
	@.ci/setup test
	@CONSULT_TEST_DATABASE=$(DATABASE) .venv/bin/pytest -n $(WORKERS) $(PYTEST_ARGS)

.PHONY: pictures
pictures: ## Take the pictures of the documents anew, from the demonstration
	@.ci/setup test
	@CONSULT_PICTURES=1 .venv/bin/pytest $$(grep -lE 'CONSULT_PICTURES' tests/e2e/test_*.py)

.PHONY: check
check: ## Lint, types, import contracts, templates, migrations, lock files: run all, then report
	@.ci/setup test
	@.ci/check

.PHONY: format
format: ## Put the code into the house's layout
	@.ci/setup test
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

.PHONY: lock
lock: ## Work the lock files out again from pyproject.toml (ARGS=--upgrade takes newer versions)
	@.ci/setup run
	@.ci/lock $(ARGS)

.PHONY: clean
clean: ## Remove .venv and the caches; what was entered (instance/) stays
	@rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
