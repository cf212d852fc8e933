"""`python -m screening.check`: every problem in the protocol, in Norwegian, with file and line."""

import sys
from pathlib import Path

from screening.screener import Screener


def main(resources: Path = Path("resources")) -> int:
    """Print all problems; 1 when there is any."""
    screener, problems = Screener.read(resources)
    for problem in problems:
        sys.stdout.write(f"{problem}\n")
    if screener:
        signs, rules = len(screener.protocol.signs), len(screener.protocol.rules)
        patterns = sum(len(sign.patterns) + len(sign.not_in) for sign in screener.protocol.signs.values())
        sys.stdout.write(f"{rules} regler, {signs} tegn, {patterns} mønstre, {len(problems)} problemer\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
