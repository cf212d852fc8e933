"""`python -m screening.statistical.child`: the layer in a process of its own. A line of JSON for each message in, one for each out.

First out is {"up": true}, or {"absent": why}. In: {id, text, result, before}; out: {id, description}, or {id, failed: kind of error}.
It ends when its input ends, so it never outlives whoever started it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from screening.statistical.description import Unavailable
from screening.statistical.layer import StatisticalLayer


def main() -> None:
    """Answer until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever started it
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)  # what a library prints is no answer
        try:
            layer = StatisticalLayer.load()
        except Unavailable as reason:
            tell(out, {"absent": str(reason)})
            return
        tell(out, {"up": True})
        for line in sys.stdin.buffer:
            asked = json.loads(line)
            tell(out, {"id": asked["id"], **answer(layer, asked)})


def answer(layer: StatisticalLayer, asked: dict[str, Any]) -> dict[str, Any]:
    """What the layer says; what broke is told by its kind and place, never by its words: they may hold a parent's text."""
    try:
        return {"description": asdict(layer(asked["text"], asked["result"], asked["before"]))}
    except Exception as problem:
        last = traceback.extract_tb(problem.__traceback__)[-1]
        kind = type(problem).__name__
        sys.stderr.write(f"statistical layer: {kind} at {Path(last.filename).name}:{last.lineno}\n")
        return {"failed": kind}


def tell(out: BinaryIO, said: dict[str, Any]) -> None:
    out.write(json.dumps(said).encode() + b"\n")
    out.flush()


if __name__ == "__main__":
    main()
