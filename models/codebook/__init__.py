"""Codebooks: what a project codes by; read, written, edited, and what older versions asked."""

from __future__ import annotations

from models.codebook.codebook import (
    ActorClass,
    Choice,
    Codebook,
    Colour,
    Field,
    LinkType,
    Matter,
    Role,
    When,
)

__all__ = [
    "ActorClass",
    "Choice",
    "Codebook",
    "Colour",
    "Field",
    "LinkType",
    "Matter",
    "Role",
    "When",
]
