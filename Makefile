# Sets up everything it needs by itself. Start with: make kit
FILM := one-more-win
VENV := .venv
SETUP := sh tools/setup
SOURCES := benchmarks presskit tests tools
# pytest's own options, for instance: make test PYTEST_ARGS="-k epub"
PYTEST_ARGS ?= -n auto
# what make benchmark measures, for instance: make benchmark PAGES=20 ROUNDS=3
PAGES ?= 20,320,growth
ROUNDS ?= 5

.DEFAULT_GOAL := help
.PHONY: help kit test docs format wheel fuzz report-card benchmark clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile

kit: $(VENV)/kit.stamp ## build the press kit and the booklet of One More Win into dist/one-more-win/
	$(VENV)/bin/presskit build $(FILM)

test: kit $(VENV)/test.stamp ## check style and types, run the tests, let the validators judge the kit
	$(SETUP) validators
	$(VENV)/bin/ruff format --check $(SOURCES)
	$(VENV)/bin/ruff check $(SOURCES)
	$(VENV)/bin/mypy
	$(VENV)/bin/pytest $(PYTEST_ARGS)

docs: kit $(VENV)/test.stamp ## write the generated pages and the picture of docs/ anew
	$(VENV)/bin/python -m presskit.reference docs
	$(VENV)/bin/python tools/picture.py dist/$(FILM) docs/pictures/$(FILM).jpg

format: $(VENV)/test.stamp ## put the code into the project's style
	$(VENV)/bin/ruff check --fix $(SOURCES)
	$(VENV)/bin/ruff format $(SOURCES)

# Through the sdist: a wheel built straight from the tree would take in ignored files as well.
# Into build/: dist/ holds kits.
wheel: $(VENV)/test.stamp ## build the sdist and the wheel into build/python/
	$(VENV)/bin/python -m build --no-isolation --outdir build/python

# What `make fuzz` tries is the same for a seed; without one, it is another each time.
fuzz: kit $(VENV)/test.stamp ## run malformed projects through presskit: make fuzz N=5000 SEED=7
	$(VENV)/bin/python -m tests.reliability --fuzz --n $(or $(N),2000) --seed $(or $(SEED),$(shell date +%s))
	PRESSKIT_WHOLE=1 $(VENV)/bin/pytest $(PYTEST_ARGS) tests/kit/test_blns.py

report-card: kit $(VENV)/test.stamp ## measure reliability beside the stock libraries, into docs/reliability.md
	$(VENV)/bin/python -m tests.reliability --n $(or $(N),500) --kills $(or $(KILLS),200) --seed $(or $(SEED),1) --date $(shell date +%F) --out docs/reliability.md

benchmark: kit $(VENV)/test.stamp ## measure time, memory and size beside other tools, into docs/benchmarks.md
	$(VENV)/bin/python -m benchmarks --pages $(PAGES) --rounds $(ROUNDS) --date $(shell date +%F) --out docs/benchmarks.md

clean: ## remove all that the commands above made
	rm -rf $(VENV) .tools build dist/$(FILM) .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/kit.stamp: pyproject.toml constraints.txt tools/setup tools/setup.py
	$(SETUP) packages
	$(SETUP) system
	@touch $@

$(VENV)/test.stamp: $(VENV)/kit.stamp
	$(SETUP) packages test
	@touch $@
