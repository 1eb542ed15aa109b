# Every target brings what it needs; see README.md.
.PHONY: serve dist test bench
.NOTPARALLEL:

serve:
	@scripts/serve

dist:
	@scripts/dist

test:
	@scripts/setup test
	@scripts/test

bench:
	@scripts/bench
