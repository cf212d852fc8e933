"""Measure both and write the figures.

{"stock": {"1": {"per_s", "p50_ms", "p95_ms"}, "8": ..., "32": ...}, "ventevakt": {...}, "throughput_ratio", "p95_ms_1", "rss_mb", "screening"}
"""

from __future__ import annotations

import argparse
import asyncio
import json
from pathlib import Path

from evaluation.bench import screening_speed, stock, ventevakt
from evaluation.bench.load import Figures, measure

CONCURRENCY = (1, 8, 32)


def summary(results: dict[str, dict[str, Figures]], rss_mb: dict[str, float]) -> dict[str, object]:
    """Ratio of throughputs at the highest concurrency; latency of ours alone; memory of our processes."""
    most = str(CONCURRENCY[-1])
    return {
        **results,
        "throughput_ratio": round(results["ventevakt"][most]["per_s"] / results["stock"][most]["per_s"], 2),
        "p95_ms_1": results["ventevakt"]["1"]["p95_ms"],
        "rss_mb": rss_mb,
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, default=Path("var/bench.json"))
    parser.add_argument("--seconds", type=float, default=10.0, help="per measurement")
    arguments = parser.parse_args()
    screening = screening_speed.measure(Path("resources"))
    screening_speed.report(screening)
    results: dict[str, dict[str, Figures]] = {}
    rss: dict[str, float] = {}
    for name, system in (("stock", stock), ("ventevakt", ventevakt)):
        with system.running() as server:
            results[name] = {}
            for n in CONCURRENCY:
                figures = asyncio.run(measure(server.talk, n, arguments.seconds))
                results[name][str(n)] = figures
                print(f"{name:10} {n:3} conversations: {figures}", flush=True)
            rss |= {f"{name}_{process}": mb for process, mb in server.memory_mb().items()}
    web, layer = rss.get("ventevakt_web", 0.0), rss.get("ventevakt_layer", 0.0)
    print(f"memory of web {web:.0f} MB (aim: under 400), of its statistical layer {layer:.0f} MB")
    report = {**summary(results, rss), "screening": screening}
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps(report, indent=1), encoding="utf-8")
    print(f"throughput {report['throughput_ratio']} x stock Rasa; written to {arguments.out}")


if __name__ == "__main__":
    main()
