"""Measurements: each module prints a table for docs/BENCHMARKS.md."""
