"""Pairs rows and columns of a table one-to-one so that the sum of their worth is greatest."""

from __future__ import annotations

from collections.abc import Sequence


def assignment(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The one-to-one pairs of rows and columns with the greatest sum (Kuhn-Munkres)."""
    rows, columns = len(worth), len(worth[0]) if worth else 0
    if not rows or not columns:
        return []
    if rows > columns:
        turned = [[worth[i][j] for i in range(rows)] for j in range(columns)]
        return sorted((i, j) for j, i in assignment(turned))
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    taken_by, way = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        taken_by[0] = row
        column = _grow_tree(worth, row_price, column_price, taken_by, way)
        while column:
            taken_by[column] = taken_by[way[column]]
            column = way[column]
    return sorted((taken_by[j] - 1, j - 1) for j in range(1, columns + 1) if taken_by[j])


def _grow_tree(
    worth: Sequence[Sequence[float]],
    row_price: list[float],
    column_price: list[float],
    taken_by: list[int],
    way: list[int],
) -> int:
    """Finds a free column for the row at column 0, and sets the way back to it."""
    columns = len(column_price) - 1
    slack, used = [float("inf")] * (columns + 1), [False] * (columns + 1)
    column = 0
    while taken_by[column]:
        used[column] = True
        row = taken_by[column]
        for j in range(1, columns + 1):
            if not used[j]:
                cost = -worth[row - 1][j - 1] - row_price[row] - column_price[j]
                if cost < slack[j]:
                    slack[j], way[j] = cost, column
        following = min((j for j in range(1, columns + 1) if not used[j]), key=slack.__getitem__)
        step = slack[following]
        for j in range(columns + 1):
            if used[j]:
                row_price[taken_by[j]] += step
                column_price[j] -= step
            else:
                slack[j] -= step
        column = following
    return column
