# The front door: every target calls bin/campus or npm, nothing more.
.DEFAULT_GOAL := help
campus := bin/campus

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## set up all that is needed and start Richie and the LMS
	@$(campus) up

setup-ssl: ## certificates, trust and host names for https, on this machine
	@$(campus) setup-ssl

run-ssl: ## the same as run, over https: enrolment for real
	@$(campus) up --tls

stop: ## stop it all; the data is kept
	@$(campus) down

status: ## what runs, and where
	@$(campus) status

check: ## is the connection really working: every setting of it
	@$(campus) check

doctor: ## is this machine fit: Docker, ports, names, certificates, and more
	@$(campus) doctor

logs: ## what the services say, until Ctrl-C
	@$(campus) logs --follow

test: ## run the tests: lint, unit, and every way that people go (about 15 minutes)
	@tests/run

test-long: ## run the tests that take long: older Richies, a front-end build, sabotage, kills (about 25 minutes)
	@tests/run long

bench: ## figures of the mock and of the commands, beside their limits
	@tests/bench/run

clean: ## remove it all, with its data, after asking
	@$(campus) clean

.PHONY: help run setup-ssl run-ssl stop status check doctor logs test test-long bench clean
