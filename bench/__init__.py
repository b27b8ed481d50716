"""Measurements, run by hand: `docs/BENCHMARKS.md` says what each measures and what it gave."""
