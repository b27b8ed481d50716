"""Plain data with arrays as bytes or JSON: nothing in it can run when it is read."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

_TYPES = frozenset({"<f2", "<f4", "<u4", "<i4", "<u2", "|u1"})
#: No packed part of an article or of a learned state is larger when unpacked.
_LARGEST = 1 << 28


def pack(header: dict[str, Any], arrays: dict[str, NDArray[Any]]) -> bytes:
    """A header of plain data and arrays of numbers, compressed."""
    listed = [[name, a.dtype.newbyteorder("<").str, list(a.shape)] for name, a in arrays.items()]
    head = json.dumps({"header": header, "arrays": listed}, ensure_ascii=True, sort_keys=True)
    parts = [head.encode("ascii"), b"\n"]
    parts += [np.ascontiguousarray(a, a.dtype.newbyteorder("<")).tobytes() for a in arrays.values()]
    return zlib.compress(b"".join(parts), 6)


def unpack(data: bytes) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """What was packed. Raises ValueError where the data is not of this form."""
    try:
        reader = zlib.decompressobj()
        plain = reader.decompress(data, _LARGEST)
    except zlib.error as error:
        raise ValueError(f"not packed data: {error}") from error
    head, _, rest = plain.partition(b"\n")
    described = json.loads(head)
    arrays: dict[str, NDArray[Any]] = {}
    position = 0
    for name, kind, shape in described["arrays"]:
        if kind not in _TYPES:
            raise ValueError(f"an array of an unknown type: {kind!r}")
        dtype = np.dtype(kind)
        size = int(np.prod(shape, dtype=np.int64)) * dtype.itemsize
        piece = rest[position : position + size]
        if len(piece) != size:
            raise ValueError("packed data that ends early")
        arrays[name] = np.frombuffer(piece, dtype=dtype).reshape(shape)
        position += size
    return described["header"], arrays


def array_to_json(array: NDArray[Any]) -> dict[str, Any]:
    """An array as a JSON object: type, shape, and its numbers compressed in base64."""
    little = np.ascontiguousarray(array, array.dtype.newbyteorder("<"))
    data = base64.b64encode(zlib.compress(little.tobytes(), 6)).decode("ascii")
    return {"type": little.dtype.str, "shape": list(little.shape), "data": data}


def array_from_json(found: dict[str, Any]) -> NDArray[Any]:
    """The array of such an object. Raises ValueError where it is not of this form."""
    if found["type"] not in _TYPES:
        raise ValueError(f"an array of an unknown type: {found['type']!r}")
    try:
        plain = zlib.decompressobj().decompress(base64.b64decode(found["data"]), _LARGEST)
    except zlib.error as error:
        raise ValueError(f"not packed data: {error}") from error
    return np.frombuffer(plain, dtype=np.dtype(found["type"])).reshape(found["shape"])
