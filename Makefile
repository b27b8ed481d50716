# make run     set up and open the app on its sample project (without a display: run the tour)
# make test    set up, then linters, type checker, layer contracts and tests
# make venv    only the set-up, into .venv
# make tour    the scripted review through the real window; pictures and files go to tour/
# make pictures   the tour once more, for the pictures of README and guide
# make screens    pictures of every screen in all sizes and looks in screens/; sheets go to docs/screens/, some to the guide
# make fix     let the formatter and the linter mend what they can

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test venv tour pictures screens fix lint clean

run: venv
	@$(BIN)/python main.py sample

tour: venv
	@$(BIN)/python main.py tour --out tour

pictures: venv
	@$(BIN)/python main.py tour --out tour
	@for name in suggestions place-editor evidence review dark; do \
		cp tour/*-$$name.png docs/pictures/$$name.png; done

screens: venv
	@$(BIN)/python main.py tour --screens screens
	@mkdir -p docs/screens && cp screens/*.jpg docs/screens/
	@for name in sweep editor-actor-names import export codebook-editor; do \
		cp screens/1366x768-100-light-en/*-$$name.png docs/pictures/$$name.png; done

test: lint
	@$(BIN)/python -m ui.system
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: venv
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	PYTHONPATH=. $(BIN)/lint-imports --no-cache
	$(BIN)/typos

fix: venv
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

venv: $(READY)

$(READY): pyproject.toml constraints.txt requirements-language.txt
	@test -n "$(PYTHON)" || { echo "Eventdesk needs Python 3.11 or newer: install it, or name it with make PYTHON=/path/to/python" >&2; exit 1; }
	@echo "Setting up $(VENV) with $(PYTHON) (once, about a minute) …" >&2
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade -c constraints.txt pip
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements-language.txt
	$(BIN)/python -m pip install --quiet -c constraints.txt '.[dev]'
	@touch $(READY)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis tour screens
