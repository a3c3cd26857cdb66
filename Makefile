# run · test · quick · check · bench: each makes its own virtual environment first, and is safe to repeat.
PYTHON ?= python3
PY := .venv/bin/python
SAMPLES := whoosh:var/samples
PORT ?= 8000

.PHONY: run test quick map lint check bench bench-peers bench-relevance screenshots lock clean

run: .venv/run.stamp ## index samples/ and serve them on 127.0.0.1:8000, or make run PORT=...
	@$(PY) -m indexer index samples --index $(SAMPLES) || \
	  { [ $$? -eq 4 ] && $(PY) -m indexer rebuild samples --index $(SAMPLES); }
	@$(PY) -m web --index $(SAMPLES) --port $(PORT)

test: .venv/dev.stamp ## the tests, in two halves beside each other
	@$(PY) -m tests.halves

quick: .venv/dev.stamp ## the tests that take seconds: all but the slow ones
	@$(PY) -m pytest -m "not slow"

map: .venv/dev.stamp ## the map of modules, from their first lines
	@$(PY) -m tests.module_map

lint: .venv/dev.stamp ## ruff, mypy --strict, import contracts
	@$(PY) -m ruff check . && $(PY) -m ruff format --check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports

check: lint test ## all that must be clean before a change lands

bench: .venv/run.stamp ## the measurements, printed as tables
	@$(PY) -m benchmarks.build
	@$(PY) -m benchmarks.query
	@$(PY) -m benchmarks.facets
	@$(PY) -m benchmarks.facets --all
	@$(PY) -m benchmarks.long_texts
	@$(PY) -m benchmarks.segment
	@$(PY) -m benchmarks.similar
	@$(PY) -m benchmarks.speed 5000
	@$(PY) -m benchmarks.suggest 2000

bench-peers: .venv/bench.stamp ## the same questions to ours and to other engines, at 5,000 and 40,000
	@$(PY) -m benchmarks.speed 5000 40000

bench-relevance: .venv/bench.stamp ## how well the ranking does, beside other engines and without its parts
	@$(PY) -m benchmarks.relevance --peers --bare --ablate

screenshots: .venv/dev.stamp ## pages of the sample index at desktop and phone width → screenshots/
	@$(PY) -m tests.browser.screenshots

lock: ## resolve and hash-pin the requirements anew (needs uv)
	uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-annotate \
	  --custom-compile-command "make lock" requirements.in -o requirements.txt
	uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-annotate \
	  --custom-compile-command "make lock" requirements-dev.in -o requirements-dev.txt
	uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-annotate \
	  --custom-compile-command "make lock" requirements-bench.in -o requirements-bench.txt

clean: ## forget the environment and the sample index
	rm -rf .venv var/samples

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Hội Nghị needs Python 3.11 or newer; try: make PYTHON=python3.11" >&2; exit 2; }
	@$(PYTHON) -m venv .venv

.venv/run.stamp: requirements.txt | .venv/bin/python
	@echo "Installing the requirements into .venv ..." >&2
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/dev.stamp: requirements-dev.txt .venv/run.stamp
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

.venv/bench.stamp: requirements-bench.txt .venv/run.stamp
	@echo "Installing the other engines into .venv ..." >&2
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	@touch $@
