# The front door: every target calls bin/campus or npm, nothing more.
.DEFAULT_GOAL := help
campus := bin/campus

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## set up all that is needed and start Richie and the LMS
	@$(campus) up

stop: ## stop it all; the data is kept
	@$(campus) down

status: ## what runs, and where
	@$(campus) status

logs: ## what the services say, until Ctrl-C
	@$(campus) logs --follow

test: ## set up all that is needed and run every test
	@tests/run

clean: ## remove it all, with its data, after asking
	@$(campus) clean

.PHONY: help run stop status logs test clean
