# The commands of the house; `make` alone lists them. What they do is in server/xtask/scripts.

scripts := server/xtask/scripts

.PHONY: help demo dev build test chaos bench guard format clean-demo

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

demo: ## install what is missing, build, fill the demonstration session and serve it
	@bash $(scripts)/demo.sh

dev: ## the same, built for work: quick, unoptimised, on a demonstration session of its own
	@bash $(scripts)/demo.sh --dev

build: ## the site and the server, as released
	@bash $(scripts)/build.sh

test: ## install what tests need and run them all; `make test ONLY=rust` or ONLY=browser runs a part
	@bash $(scripts)/test.sh $(ONLY)

chaos: ## the faults of the tests for long, with figures; `make chaos FLAPS=2000 KILLS=50` for less long
	@FLAPS=$(FLAPS) KILLS=$(KILLS) CUTS=$(CUTS) bash $(scripts)/chaos.sh

bench: ## ratios measured in one run; `make bench NAME=marks` runs one of them
	@bash $(scripts)/bench.sh $(NAME)

guard: ## the rules of the house that no compiler checks
	@cargo xtask guard

format: ## put every Rust file in shape
	@cargo fmt --all

clean-demo: ## forget the demonstration sessions
	@rm -f data/demo.sqlite* data/dev.sqlite*
