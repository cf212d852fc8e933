"""`python -m handoff.bot_watch PORT`: restarts an assistant that does not answer. The supervisor runs it (decision 0003).

superlance's httpok with one exception: an assistant that was started lately and does not listen yet is loading, not hanging.
"""

from __future__ import annotations

import errno
import os
import socket
import sys
from typing import Any

from superlance.httpok import HTTPOk
from supervisor import childutils

PROGRAM = "bot"
ANSWER_WITHIN_S = 10
LOADING_S = 180.0  # a slow machine may need as long until the assistant listens


def refuses(port: int) -> bool:
    """Whether nobody listens on this port of loopback. A process that hangs still has the kernel listen for it."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == errno.ECONNREFUSED


class BotWatch(HTTPOk):  # type: ignore[misc]  # superlance is untyped
    """httpok that leaves alone what still loads. `spec` is what supervisord tells of a process."""

    def __init__(self, rpc: Any, port: int) -> None:
        super().__init__(
            rpc=rpc,
            programs=[PROGRAM],
            any=False,
            url=f"http://127.0.0.1:{port}/healthz",
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
        self.port = port

    def restart(self, spec: dict[str, Any], write: Any) -> None:
        if spec["now"] - spec["start"] < LOADING_S and refuses(self.port):
            write(f"{spec['name']} is loading, NOT restarting")
        else:
            super().restart(spec, write)


def main() -> None:
    BotWatch(childutils.getRPCInterface(os.environ), int(sys.argv[1])).runforever()


if __name__ == "__main__":
    main()
