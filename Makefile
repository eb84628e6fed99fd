# Portaal. `make help` lists what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup demo test check proef bench vertalingen scherm wheel schoon browser postgres

G := .gereedschap
UV := $(G)/bin/uv
PY := .venv/bin/python
export UV_PROJECT_ENVIRONMENT := .venv
# The certificates of the machine itself, which know the proxy of a gemeente that reads along.
export UV_SYSTEM_CERTS := true
export NODE_EXTRA_CA_CERTS ?= $(wildcard /etc/ssl/certs/ca-certificates.crt)
# The demo and the tests start many processes: none must compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE
CSS_SRC := $(shell find static/src -type f 2>/dev/null)
PO := $(wildcard translations/*/LC_MESSAGES/messages.po)

help: ## show what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: .venv/.klaar static/build/portaal.css $(PO:.po=.mo) ## everything that is needed to run: .venv, styles, translations

$(UV):
	python3 -m venv $(G) || (tools/installeer python3-venv && python3 -m venv $(G))
	$(G)/bin/python -m pip install --quiet --disable-pip-version-check uv

.venv/.klaar: pyproject.toml uv.lock | $(UV)
	mkdir -p static/build
	$(UV) sync --frozen --quiet
	touch $@

node_modules/.klaar: package.json package-lock.json .venv/.klaar
	tools/npm ci --no-audit --no-fund --silent
	touch $@

static/build/portaal.css: node_modules/.klaar $(CSS_SRC)
	tools/npm run --silent build

%.mo: %.po .venv/.klaar
	.venv/bin/pybabel --quiet compile -i $< -o $@

demo: setup ## the portal with example data on this machine; PORT chooses where
	.venv/bin/portaal demo

browser: ## Chromium, for the tests that use a browser
	@test -x /usr/bin/chromium || tools/installeer chromium fonts-noto-core

postgres: ## PostgreSQL 15, for the tests on both databases
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || tools/installeer postgresql-15

test: setup browser postgres ## all tests: unit, both databases, whole journeys in Chromium
	.venv/bin/pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not proef and not bench"

check: setup ## what must hold of the code itself
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/djlint --lint --quiet templates
	$(PY) tools/check_vertalingen.py
	$(PY) tools/check_licenties.py

proef: setup browser postgres ## each capability's proof at full size
	.venv/bin/pytest -m proef

bench: setup postgres ## timings, as ratios to a baseline in the same run
	for proef in bench/*.py; do $(PY) $$proef; done

vertalingen: setup ## take up new texts in the catalogues
	.venv/bin/pybabel --quiet extract -F babel.cfg --no-location --sort-output -o translations/messages.pot .
	.venv/bin/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete -i translations/messages.pot -d translations -l en
	rm translations/messages.pot

scherm: setup browser ## screenshots of all pages at 360 and 1280 px, in schermen/
	$(PY) tools/schermen.py

wheel: setup ## the wheel and the source archive, in dist/
	$(UV) build --quiet

schoon: ## remove what was made
	rm -rf .venv $(G) node_modules static/build var dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis schermen
