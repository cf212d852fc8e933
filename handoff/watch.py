"""`python -m handoff.watch PROGRAM ADDRESS`: restarts what does not answer. The supervisor runs one for web, one for bot.

superlance's httpok with one exception: what was started lately and does not listen yet is loading, not hanging
(decision 0003).
"""

from __future__ import annotations

import errno
import os
import socket
import sys
from typing import Any
from urllib.parse import urlsplit

from superlance.httpok import HTTPOk
from supervisor import childutils

ANSWER_WITHIN_S = 10
LOADING_S = 180.0  # a slow machine may need as long until the assistant listens


def refuses(address: str) -> bool:
    """Whether nobody listens at this address. A process that hangs still has the kernel listen for it."""
    parts = urlsplit(address)
    try:
        socket.create_connection((parts.hostname or "", parts.port or 80), timeout=1).close()
    except OSError as problem:
        return problem.errno == errno.ECONNREFUSED
    return False


class Watch(HTTPOk):  # type: ignore[misc]  # superlance is untyped
    """httpok that leaves alone what still loads. `spec` is what supervisord tells of a process."""

    def __init__(self, rpc: Any, program: str, address: str) -> None:
        super().__init__(
            rpc=rpc,
            programs=[program],
            any=False,
            url=f"{address}/healthz",
            timeout=ANSWER_WITHIN_S,
            statuses=[200],
            inbody=None,
            email=None,
            sendmail="",
            coredir=None,
            gcore="",
            eager=False,  # asks only once the supervisor counts it as started (startsecs)
            retry_time=ANSWER_WITHIN_S,
            name=None,
        )
        self.address = address

    def restart(self, spec: dict[str, Any], write: Any) -> None:
        if spec["now"] - spec["start"] < LOADING_S and refuses(self.address):
            write(f"{spec['name']} is loading, NOT restarting")
        else:
            super().restart(spec, write)


def main() -> None:
    _, program, address = sys.argv
    Watch(childutils.getRPCInterface(os.environ), program, address).runforever()


if __name__ == "__main__":
    main()
