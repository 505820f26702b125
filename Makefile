# Two commands: `make demo` builds the example plan, `make test` passes the tests.
# Windows without make: see README.md, "En Windows".
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PLAN := plans/banano-organico-piura

.PHONY: demo test lint bench clean

$(BIN)/plangen: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $@

demo: $(BIN)/plangen
	$(BIN)/plangen build $(PLAN)
	@echo
	@echo "Abra en Word:      $(PLAN)/build/banano-organico-piura-prc.docx"
	@echo "Lea en GitHub:     $(PLAN)/build/banano-organico-piura-prc.md"
	@echo "Mire primero:      la ficha resumen, el capítulo 7 (acciones y dinero) y el anexo C (hilo conductor)."

test: $(BIN)/plangen
	$(BIN)/python -m pytest -q -n auto

lint: $(BIN)/plangen
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(BIN)/plangen
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group bench
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.review

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
