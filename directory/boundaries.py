"""The outlines of the kommuner: TopoJSON decoded into rings, and the projection that Norway is drawn in.

TopoJSON keeps each border once, as an "arc"; a kommune is a list of arc numbers, where ~n is arc n backwards.
A decoder is this short, so the libraries for it (which bring GDAL or GEOS) are not used.
"""

import json
from itertools import accumulate
from math import atan2, atanh, cos, radians, sin, tan
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Ring = list[Point]

FILE = Path("kart") / "kommuner.topojson"
_MERIDIAN = 15.0  # the middle of UTM zone 33, in which Norway is usually drawn


def read_boundaries(path: Path) -> dict[str, list[Ring]]:
    """The rings of each kommune by kommunenummer, points as (longitude, latitude) in degrees.

    Holes are rings like the others: fill with the even-odd rule. Raises OSError when the file cannot be read and
    ValueError when it is no such TopoJSON.
    """
    try:
        return _decoded(json.loads(path.read_text(encoding="utf-8")))
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError(f"{path.name} is not a TopoJSON map of kommuner") from error


def project(longitude: float, latitude: float) -> Point:
    """Degrees to (east, north) on a sphere of radius 1: transverse Mercator, true to shape."""
    east, north = radians(longitude - _MERIDIAN), radians(latitude)
    return atanh(cos(north) * sin(east)), atan2(tan(north), cos(east))


def _decoded(topology: dict[str, Any]) -> dict[str, list[Ring]]:
    arcs = [_points(arc, topology.get("transform")) for arc in topology["arcs"]]
    found: dict[str, list[Ring]] = {}
    for layer in topology["objects"].values():
        for shape in layer["geometries"]:
            polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
            rings = [_ring(ring, arcs) for polygon in polygons for ring in polygon]
            found[shape["properties"]["kommunenummer"]] = rings
    return found


def _points(arc: list[list[float]], transform: dict[str, list[float]] | None) -> Ring:
    if transform is None:
        return [(x, y) for x, y in arc]
    (width, height), (west, south) = transform["scale"], transform["translate"]
    steps = accumulate(((x, y) for x, y in arc), lambda a, b: (a[0] + b[0], a[1] + b[1]))
    return [(west + x * width, south + y * height) for x, y in steps]


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    ring: Ring = []
    for number in numbers:
        part = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += part[1:] if ring else part  # each arc begins where the one before ended
    return ring
