# Every target prepares what it needs. `make` alone lists them.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:

BIN := .venv/bin
# More words for pytest: make test ARGS="-k lights"
ARGS ?=

.PHONY: help
help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# ---------------------------------------------------------------------------- preparing
# Stamps: nothing is installed again until a lock changes.

.PHONY: install
install: .venv/.installed node_modules/.installed .venv/.browser ## Prepare .venv, the local Slack and a browser

.venv/.installed: requirements-dev.lock
	@python=; for name in $(PYTHON) python3.13 python3.12 python3.11 python3.14 python3; do \
		if $$name -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
		then python=$$name; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
		echo 'kam needs Python 3.11 or newer with venv (on Debian: apt-get install python3-venv).' >&2; exit 1; \
	fi; \
	echo 'Preparing .venv: a minute, once.'; \
	[ -x $(BIN)/pip ] || "$$python" -m venv .venv
	@$(BIN)/pip install -qq --require-hashes -r requirements-dev.lock
	@$(BIN)/pip install -qq --no-deps --no-build-isolation --editable .
	@touch $@

node_modules/.installed: package-lock.json .npmrc
	@if command -v npm >/dev/null; then \
		npm ci --silent && mkdir -p node_modules && touch $@; \
	else \
		echo 'npm is missing: the demo and the browser tests need it for their local Slack (on Debian: apt-get install npm).' >&2; \
	fi

# The machine's own browser, else one from npm that needs neither root nor libraries.
.venv/.browser: .venv/.installed tests/browser/package-lock.json
	@if command -v chromium >/dev/null || command -v chromium-browser >/dev/null \
		|| command -v google-chrome >/dev/null; \
	then touch $@; \
	elif command -v npm >/dev/null && npm --prefix tests/browser ci --silent \
		&& (cd tests/browser && node unpack.mjs .chromium >/dev/null); \
	then echo 'Fetched a Chromium for the browser tests from npm.'; touch $@; \
	else echo '$(NO_BROWSER)' >&2; fi

# -------------------------------------------------------------------------------- using

.PHONY: demo
demo: install ## Try the bot: a local Slack in your browser, or a prompt where there is none
	@if ls node_modules/local-slack-*/bin/local-slack* >/dev/null 2>&1 || command -v local-slack >/dev/null; \
	then $(BIN)/kam demo; else $(BIN)/python -m tests.terminal; fi

NO_BROWSER := No Chromium, and npm has none for this machine: install one (on Debian: apt-get install chromium), or say make test BROWSER=no.

.PHONY: test
test: install ## All tests (ARGS="-k lights" narrows them; BROWSER=no leaves the browser out)
ifeq ($(BROWSER),no)
	@$(BIN)/pytest -n 2 -m 'not browser' $(ARGS)
	@echo 'All but the browser tests passed: this is not the whole suite.' >&2; exit 3
else
	@[ -e .venv/.browser ] || { echo '$(NO_BROWSER)' >&2; exit 1; }
	@$(BIN)/pytest -n 2 $(ARGS)
endif

.PHONY: check
check: install ## Lint, format, types, import contracts, addresses, translations
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(MAKE) --no-print-directory addresses
	@$(BIN)/python -m tests.catalogs

# What a download address names can move, vanish or be someone else's mirror: locks hold hashes.
.PHONY: addresses
addresses:
	@found=$$(git grep --no-index --exclude-standard -InE \
		'pypi[.]org|pythonhosted[.]org|registry[.]npmjs|registry[.]yarnpkg|deb[.]debian[.]org|"resolved"[:]|^--?(i|f|index-url|extra-index-url|find-links|trusted-host)[ =]' \
		-- .); \
	case $$? in \
		0) printf 'A registry address is named in:\n%s\n' "$$found" >&2; exit 1 ;; \
		1) echo 'No registry address is named.' ;; \
		*) exit 1 ;; \
	esac

.PHONY: bench
bench: install ## Measure: commands, clock, start, delivery (OLD=checkout: beside it; QUICK=yes: does it work?)
	@$(BIN)/python -m tests.bench $(if $(QUICK),--quick)
	@$(BIN)/python -m tests.bench.pictures
	@$(BIN)/python -m tests.bench.beside $(if $(QUICK),--quick) $(if $(OLD),--old $(OLD))
	@$(BIN)/python -m tests.bench.delivery $(if $(QUICK),--digests 100)
	@$(BIN)/python -m tests.bench.upkeep $(if $(QUICK),--accounts 20 --people 500)

.PHONY: bench-long
bench-long: install ## The bench at its full sizes: half an hour
	@$(BIN)/python -m tests.bench.beside --long $(if $(OLD),--old $(OLD))

.PHONY: pictures
pictures: install ## Draw road maps of all sizes into build/pictures, to be looked at
	@$(BIN)/python -m tests.bench.pictures --write build/pictures

.PHONY: chaos
chaos: install ## Kill the sender again and again: nothing lost, nothing twice
	@$(BIN)/python -m tests.chaos

.PHONY: container
container: install ## The steps of the Dockerfile, replayed in a clean folder without a builder
	@$(BIN)/python -m tests.container

.PHONY: matrix
matrix: install ## Everybody at every door in every state of a channel: nothing disclosed
	@$(BIN)/python -m tests.slack.matrix

# ------------------------------------------------------------------------------- keeping

# Universal: one lock for every platform and Python that pyproject.toml allows.
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate \
	--custom-compile-command 'make lock' pyproject.toml

.PHONY: lock
lock: install ## Write the locks anew from pyproject.toml and package.json (ARGS=--upgrade for newest)
	$(LOCK) $(ARGS) --group dev --output-file requirements-dev.lock
	$(LOCK) $(ARGS) --constraint requirements-dev.lock --output-file requirements.lock
	npm install --package-lock-only --silent

.PHONY: clean
clean: ## Remove everything that make has made
	rm -rf .venv node_modules tests/browser/node_modules tests/browser/.chromium build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
