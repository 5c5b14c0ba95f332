# newstui: every task of the project. `make` alone lists them.
#
# Needs Python >= 3.11 and nothing else: whatever is missing is installed into .venv, once, and
# again only when pyproject.toml or constraints.txt has changed. Kept to what GNU make 3.81 knows.

SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

# Tried in this order; a name may exist without working, so each is run.
PYTHONS ?= python3.13 python3.12 python3.11 python3 python
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check
ARGS ?=
# More than there are cores usually: many tests wait for another process.
WORKERS ?= 6

# What an installation depends on. A stamp holds the state it was made for, so that a changed file
# or a moved folder counts and a mere touch of a file does not.
STATE := $(CURDIR) $(shell cat pyproject.toml constraints.txt | cksum)
RUN_STAMP := $(VENV)/.installed-run
DEV_STAMP := $(VENV)/.installed-dev
# Holds the folder .venv was made in, written when that was finished.
FOLDER := $(VENV)/.folder
# There while an installation runs; still there afterwards, it was interrupted.
UNFINISHED := $(VENV)/.unfinished

USABLE := $(shell test -x $(PY) && test ! -e $(UNFINISHED) && echo yes)
ifneq ($(USABLE) $(shell cat $(RUN_STAMP) 2>/dev/null),yes $(STATE))
.PHONY: $(RUN_STAMP)
endif
ifneq ($(USABLE) $(shell cat $(DEV_STAMP) 2>/dev/null),yes $(STATE))
.PHONY: $(DEV_STAMP)
endif

.PHONY: help run test lint types layers check build bench score score-feeds screenshot clean

help: ## list the targets
	@echo 'newstui: a terminal news reader that shows who says what.'
	@echo
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)$$/  make \1|\2/p' Makefile \
	  | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'
	@echo
	@echo "ARGS='...' passes arguments on to run, test, bench and score."

run: $(RUN_STAMP) ## open the reader (the first time, install what it needs)
	@$(PY) -m newstui $(ARGS)

test: $(DEV_STAMP) ## run the tests
	@$(PY) -m pytest -q -n $(WORKERS) --dist worksteal $(ARGS)

lint: $(DEV_STAMP) ## check style and formatting
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .

types: $(DEV_STAMP) ## check types
	@$(PY) -m mypy

layers: $(DEV_STAMP) ## check which way imports point
	@$(VENV)/bin/lint-imports --no-logo

check: lint types layers test ## all of the above

build: $(DEV_STAMP) ## make the source archive and the wheel in dist/
	@rm -rf dist
	@$(PY) -m build --no-isolation . >$(VENV)/build.log 2>&1 || { cat $(VENV)/build.log; exit 1; }
	@ls dist/*

bench: $(DEV_STAMP) ## measure start-up, scrolling and refresh
	@$(PY) tests/bench/run.py $(ARGS)

# SCORER is a program that takes annotated stories and --run FILE:FUNCTION; GOLD those stories, as
# JSON lines or the same compressed (.gz).
score: $(DEV_STAMP) ## score who says what on our stories, or on others: SCORER=program GOLD=file
	@if test -z '$(SCORER)$(GOLD)'; then exec $(PY) tests/bench/score_stories.py $(ARGS); fi; \
	  test -n '$(SCORER)' -a -n '$(GOLD)' \
	  || { echo 'make score needs both SCORER=program and GOLD=file, or neither.' >&2; exit 2; }; \
	  $(PY) tests/bench/score_others.py '$(SCORER)' '$(GOLD)' $(ARGS)

# SCORER is a program that takes --corpus and --cmd; CORPUS the folder it scores.
score-feeds: $(DEV_STAMP) ## score the reading of feeds: SCORER=program CORPUS=folder
	@test -n '$(SCORER)' -a -n '$(CORPUS)' \
	  || { echo 'make score-feeds needs SCORER=program and CORPUS=folder.' >&2; exit 2; }
	@$(PY) '$(SCORER)' --corpus '$(CORPUS)' --cmd '$(PY) tests/bench/score_feeds.py' $(ARGS)

screenshot: $(DEV_STAMP) ## draw the pictures, write the README's tables and the manual page again
	@$(PY) docs/picture.py
	@$(PY) docs/keys.py
	@$(PY) docs/queries.py
	@$(PY) docs/manpage.py

clean: ## remove everything these targets made
	@rm -rf $(VENV) build dist .coverage .coverage.* \
	  .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Prints the version of the interpreter that runs it; 3 means too old, 4 that a module is missing.
define PROBE
import sys
print("%d.%d.%d" % sys.version_info[:3])
if sys.version_info < (3, 11):
    sys.exit(3)
try:
    import ensurepip, sqlite3, ssl, venv
except ImportError as error:
    print(str(error).split("\047")[1].lstrip("_"))
    sys.exit(4)
endef
export PROBE

# Makes .venv with the first good interpreter, unless a finished one is there already.
define MAKE_VENV
if test ! -e $(UNFINISHED) && test "`cat $(FOLDER) 2>/dev/null`" = '$(CURDIR)' \
  && $(PIP) --version >/dev/null 2>&1; then exit 0; fi; \
seen=; \
for name in $(PYTHONS); do \
  command -v $$name >/dev/null 2>&1 || continue; \
  told=`$$name -c "$$PROBE" 2>/dev/null`; status=$$?; set -- $$told; \
  case $$status in \
    0) echo "Making $(VENV) with Python $$1 ($$name)"; \
       $$name -m venv --clear $(VENV) && echo '$(CURDIR)' >$(FOLDER) && exit 0; \
       echo "$$name could not make $(VENV); the reason is above." >&2; exit 1 ;; \
    3) seen="$$seen, $$name is $$1" ;; \
    4) seen="$$seen, $$name is $$1 but lacks its module $$2" ;; \
    *) seen="$$seen, $$name does not start" ;; \
  esac; \
done; \
{ echo 'newstui needs Python 3.11 or newer with its modules venv, ensurepip, ssl and sqlite3.'; \
  if test -n "$$seen"; then echo "Found only: $${seen#, }."; else echo 'Found no Python at all.'; fi; \
  case $$seen in *lacks*ensurepip*|*lacks*venv*) \
    echo 'On Debian and Ubuntu the missing part is the package python3-venv.';; esac; } >&2; \
exit 1
endef

# A refused installation leaves .venv as it was; only an interrupted one makes it unusable.
define INSTALL
echo 'Installing newstui and what it needs (once; this uses the network)'; \
trap 'exit 130' HUP INT TERM; \
touch $(UNFINISHED); \
if $(PIP) install -qq -c constraints.txt -e '$(1)'; then rm -f $(UNFINISHED); exit 0; fi; \
rm -f $(UNFINISHED); \
echo 'Nothing was installed; the reason is above. The network is needed this once.' >&2; \
exit 1
endef

$(RUN_STAMP):
	@$(MAKE_VENV)
	@$(call INSTALL,.)
	@echo '$(STATE)' >$@

$(DEV_STAMP):
	@$(MAKE_VENV)
	@$(call INSTALL,.[dev])
	@echo '$(STATE)' | tee $(RUN_STAMP) >$@
