# Everything a person types. Needs git, make and python3 (3.11 to 3.13) with venv; nothing else is installed by hand.
.DEFAULT_GOAL := help
.PHONY: help install run test check course drill bench screenshots lock lock-update
unexport PYTHONDONTWRITEBYTECODE
PY := .venv/bin/python
DEMO ?= 1
PYTEST = $(PY) -m pytest -n logical --maxprocesses 4 --dist loadgroup --no-loadscope-reorder

help: ## この一覧を出します / lists these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

run: install ## 立山を起動します（Ctrl-C で終了） / starts everything on 127.0.0.1 with a demo year; DEMO=0 starts empty
	@TATEYAMA_DEMO=$(DEMO) exec $(PY) -m hub_config.run

test: install ## すべてのテストを行います / runs every test, the browser journeys included
	@$(PY) -m webapp.translations
	@$(PYTEST)

check: install ## 書き方と型と依存の向きを調べます / ruff, mypy strict, import-linter
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports

course: install ## 教材をすべて試験します（約3分） / proves every lesson: solutions, wrong answers, mutants (about 3 minutes)
	@$(PY) -m course prove

drill: install ## 壊しても失われないことを確かめます（長いもの。短い形は make test に） / the long drills: every wrong answer and mutant, kills, locks, full disks, power loss
	@TATEYAMA_WHOLE=1 $(PYTEST) -m whole
	@$(PY) -m tests.drills

bench: install ## 起動・教材が開くまで・提出から得点まで・メモリ・採点の速さを測ります / measures what a learner waits for and costs, and grading beside its peers
	@$(PY) tests/bench/measure.py
	@$(PY) tests/bench/at_once.py
	@$(PY) tests/bench/while_grading.py
	@$(PY) tests/bench/a_class.py
	@$(PY) tests/bench/pages.py
	@$(PY) tests/bench/reports.py
	@$(PY) tests/bench/grading

screenshots: install ## README の絵を撮り直します / takes README's pictures again
	@$(PY) tests/journeys/take_screenshots.py

install:
	@sh hub_config/install.sh

LOCK = .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --group dev --extra kubernetes pyproject.toml -o requirements.lock

lock: ## requirements.lock を作り直します / compiles requirements.lock again
	@$(LOCK)

lock-update: ## ライブラリを新しい版にします（PACKAGE=名前 でその一つだけ） / takes up newer releases, of one library with PACKAGE=name
	@$(LOCK) $(if $(PACKAGE),--upgrade-package $(PACKAGE),--upgrade)
	@git diff -U0 -- requirements.lock | sed -n 's/^\([-+][a-z0-9._-]*==[^ ;]*\).*/  \1/p'
	@echo "  次は make check と make test、控えを取ってから再起動です / next: make check, make test, a backup, a restart"
