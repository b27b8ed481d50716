"""A codebook draft as plain data, so that what is begun can be put aside and taken up again."""

from __future__ import annotations

from typing import Any

from models.codebook.draft import Draft, Node, Origin, Part


def draft_to_json(draft: Draft) -> dict[str, Any]:
    """Everything of a draft, in lists, mappings, texts and numbers."""
    becomes = [[list(gone), key] for gone, key in draft.becomes.items()]
    return {"root": _node_to_json(draft.root), "becomes": becomes, "next_id": draft.next_id}


def draft_from_json(data: dict[str, Any]) -> Draft:
    """The draft that was written so. Raises KeyError, TypeError or ValueError for other data."""
    becomes = {_origin(gone): str(key) for gone, key in data["becomes"]}
    return Draft(_node_from_json(data["root"]), becomes, int(data["next_id"]))


def _node_to_json(node: Node) -> dict[str, Any]:
    return {
        "id": node.id,
        "part": node.part.value,
        "data": dict(node.data),
        "origin": list(node.origin) if node.origin else None,
        "below": [_node_to_json(one) for one in node.below],
    }


def _node_from_json(data: dict[str, Any]) -> Node:
    return Node(
        int(data["id"]),
        Part(data["part"]),
        dict(data["data"]),
        _origin(data["origin"]) if data["origin"] else None,
        tuple(_node_from_json(one) for one in data["below"]),
    )


def _origin(data: list[str | None]) -> Origin:
    field_key, key = data
    return str(field_key), key
