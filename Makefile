# Two commands do it all: `make run` and `make test`. `make help` lists the rest.
SHELL := /bin/bash
GO ?= go
export CGO_ENABLED ?= 0
VERSION := $(shell git describe --always --dirty 2>/dev/null || echo unknown)

help: ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: build ## start here: its own Postgres, the demo town of Pell River, sign-in links printed (LAN=1: on your network)
	@exec bin/collaboratory demo

build: ## a static binary at bin/collaboratory
	@$(GO) build -trimpath -ldflags '-s -w -X main.version=$(VERSION)' -o bin/collaboratory ./cmd/collaboratory

dev: ## as run, building anew whenever a file changes
	@$(GO) tool templ generate --watch --cmd="bash .tools/dev"

test: tools-for-tests ## every test, the browser's too
	@$(GO) test ./...

check: generated format vet lint race browser html ## all that must hold for a change to land

generated: ## the templates' Go files are as their sources say
	@$(GO) tool templ generate >/dev/null 2>&1 || $(GO) tool templ generate
	@git diff --exit-code --stat -- '*_templ.go'

format:
	@test -z "$$(gofmt -l $$(git ls-files '*.go' | grep -v '_templ\.go$$'))" || { gofmt -l cmd internal web migrations; exit 1; }

vet:
	@$(GO) vet ./...
	@GOOS=darwin $(GO) vet ./...

lint:
	@$(GO) tool -modfile=.tools/lint/go.mod golangci-lint run ./...

race: tools-for-tests ## all tests but the browser's, under the race detector (needs a C compiler)
	@.tools/need gcc
	@CGO_ENABLED=1 $(GO) test -race $$($(GO) list ./... | grep -v -e /e2e -e /bench)

browser: tools-for-tests ## the tests that walk the main job in Chromium
	@$(GO) test ./internal/e2e/...

html: tools-for-tests ## every page through the Nu HTML checker (needs Java)
	@.tools/need java
	@.tools/html

bench: build ## the figures of speed, one line each
	@$(GO) run ./internal/bench

load: build ## the live room under load: 300 phones in a hall, then twenty rooms at once
	@$(GO) run ./internal/bench -only rooms

words: ## bring the Spanish catalogue in step with the screens; lists what is missing
	@$(GO) run ./internal/i18n/extract

vendor: ## fetch the fonts, icons and scripts anew, as pinned in .tools/vendor
	@cd .tools/vendor && npm install --no-package-lock --no-audit --no-fund --silent && node vendor.mjs

tools-for-tests:
	@.tools/need chromium

.PHONY: help run build dev test check generated format vet lint race browser html bench load words vendor tools-for-tests
