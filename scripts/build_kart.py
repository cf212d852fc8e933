"""Build resources/kart/kommuner.topojson, the municipality boundaries reduced for the coverage map.

    python scripts/build_kart.py KOMMUNER.topojson [--out resources/kart/kommuner.topojson]

Input: Kartverket's boundaries as TopoJSON, coordinates in degrees, `kommunenummer` in the properties
(github.com/robhop/fylker-og-kommuner, Kommuner-S.topojson). Points are rounded to a grid of about 150 metres and
written as whole numbers, each as its distance from the one before; the shared borders stay shared.
"""

import argparse
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

GRID = 10_000


def reduced(topology: dict[str, Any]) -> dict[str, Any]:
    """The same map on the grid, with nothing but the kommunenummer of each kommune."""
    west, south, east, north = topology["bbox"]
    scale = ((east - west) / (GRID - 1), (north - south) / (GRID - 1))
    [layer] = topology["objects"].values()
    geometries = [
        {
            "type": one["type"],
            "arcs": one["arcs"],
            "properties": {"kommunenummer": one["properties"]["kommunenummer"]},
        }
        for one in layer["geometries"]
    ]
    return {
        "type": "Topology",
        "transform": {"scale": scale, "translate": (west, south)},
        "objects": {"kommuner": {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": [steps(arc, (west, south), scale) for arc in topology["arcs"]],
    }


def steps(
    arc: list[list[float]], origin: tuple[float, float], scale: tuple[float, float]
) -> list[tuple[int, int]]:
    """One line as steps on the grid; points that fall on the one before are left out, the two ends stay."""
    grid = [(round((x - origin[0]) / scale[0]), round((y - origin[1]) / scale[1])) for x, y in arc]
    kept = [point for i, point in enumerate(grid) if i in {0, len(grid) - 1} or point != grid[i - 1]]
    return [kept[0], *((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(kept))]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("topojson", type=Path)
    parser.add_argument("--out", type=Path, default=Path("resources/kart/kommuner.topojson"))
    arguments = parser.parse_args()
    topology = json.loads(arguments.topojson.read_text(encoding="utf-8"))
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps(reduced(topology), separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
