# Every target only calls bin/campus or a script in tests/.
.DEFAULT_GOAL := help
campus := bin/campus

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## start Richie and the LMS (the first time builds everything)
	@$(campus) up

setup-ssl: ## set up https: certificates, trust and host names
	@$(campus) setup-ssl

run-ssl: ## start over https, with real enrolment
	@$(campus) up --tls

stop: ## stop the environment; its data is kept
	@$(campus) down

status: ## show what is running, and where
	@$(campus) status

check: ## check the connection between Richie and the LMS
	@$(campus) check

doctor: ## check this machine: Docker, ports, host names, certificates
	@$(campus) doctor

logs: ## follow the services' logs until Ctrl-C
	@$(campus) logs --follow

test: ## run the tests (about 15 minutes)
	@tests/run

test-long: ## run the slow tests (about 26 minutes)
	@tests/run long

bench: ## measure the mock LMS and the commands against their limits
	@tests/bench/run

clean: ## delete the environment and its data, after asking
	@$(campus) clean

.DEFAULT:
	@echo 'There is no target "$@". Start with: make run. All targets: make' >&2; exit 2

.PHONY: help run setup-ssl run-ssl stop status check doctor logs test test-long bench clean
