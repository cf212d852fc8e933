"""How long screening takes: start-up, a 200-character message, and growth with length. `python -m evaluation.bench.screening_speed`"""

import json
import resource
import statistics
import time
from pathlib import Path

from screening import Screener

_MESSAGES = (
    "Hei, jeg har en gutt på fem måneder som har hatt feber siden i går, nå måler jeg 38,9 og han vil ikke drikke noe særlig. Han er litt slapp, men smiler når jeg snakker til han. Skal jeg ringe legevakta?",
    "ho e 2 år å har spydd heile natta, har ikkje tissa sia i går kveld å e heilt slapp. ho drikk litt vatn men d kjæm opp igjen, va på legevakta i går men dei sendte oss heim, ka ska æ gjør no? hjelp mæ",
    "Vi krangler hele tiden om legging og skjerm, treåringen slår og biter, og jeg er så sliten at jeg gråter på badet. Mannen min er på jobb i Nordsjøen i to uker til, og jeg har ingen å snakke med her nå.",
    "my son is 14 months old, he fell off the bed and hit his head on the wooden floor about an hour ago, he cried right away but now he has thrown up twice and seems very sleepy, should I wake him up again",
)


def measure(resources: Path) -> dict[str, float]:
    """Seconds to load, milliseconds a message (median, 95th percentile), milliseconds by length, megabytes."""
    started = time.process_time()
    screener = Screener.load(resources)
    load = time.process_time() - started
    times = sorted(_timed(screener, text + " " * (n % 3)) for n in range(100) for text in _MESSAGES)
    long = _MESSAGES[0] * 50
    return {
        "load_s": round(load, 3),
        "median_ms": round(statistics.median(times), 3),
        "p95_ms": round(times[int(len(times) * 0.95)], 3),
        "chars_1000_ms": round(_timed(screener, long[:1000]), 2),
        "chars_10000_ms": round(_timed(screener, long[:10000]), 2),
        "max_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }


def _timed(screener: Screener, text: str) -> float:
    started = time.process_time()
    screener.screen(text, None)
    return (time.process_time() - started) * 1000


if __name__ == "__main__":
    print(json.dumps(measure(Path("resources")), indent=1))
