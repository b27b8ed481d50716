"""Editors that open inside a row: one module a kind of value, one small protocol for all."""
