"""Start everything with one command: prepare the database, then become supervisord with web and bot under it."""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import socket
import subprocess
import sys
from pathlib import Path

from handoff.settings import Settings
from handoff.store.migrate import upgrade
from handoff.users import add_user, any_user

ROOT = Path(__file__).resolve().parent.parent
FIRST_USER = "veileder"

SUPERVISORD = """\
; Written anew at every start.
[supervisord]
nodaemon=true
user={user}
loglevel=info
logfile={run}/supervisord.log
logfile_maxbytes=5MB
logfile_backups=2
pidfile={run}/supervisord.pid
childlogdir={run}

[unix_http_server]
file={socket}
chmod=0700
username=ventevakt
password={secret}

[supervisorctl]
serverurl=unix://{socket}
username=ventevakt
password={secret}

[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface

[program:web]
command={python} -m handoff.main
directory={root}
autorestart=true
startsecs=1
startretries=1000
stopwaitsecs=5
stdout_logfile={run}/web.log
stdout_logfile_maxbytes=5MB
redirect_stderr=true

[program:bot]
command={python} -m bot.serve
directory={root}
autorestart=true
; one that ends before this is started again after a pause that grows, one that ends later at once
startsecs=20
startretries=1000
stopwaitsecs=5
stdout_logfile={run}/bot.log
stdout_logfile_maxbytes=5MB
redirect_stderr=true

{watches}"""

# what does not answer for 10 seconds is started again; what does not listen yet is loading and gets its time
WATCH = """\
[eventlistener:{program}_answers]
command={python} -m handoff.watch {program} {address}
directory={root}
events=TICK_5
environment=SUPERVISOR_USERNAME="ventevakt",SUPERVISOR_PASSWORD="{secret}"
stderr_logfile={run}/{program}_answers.log
stderr_logfile_maxbytes=1MB
"""


def first_login_file(settings: Settings) -> Path:
    return settings.data / "first_login"


async def ensure_first_login(settings: Settings) -> None:
    """The first time, make one login and leave it, readable by the owner alone, for the announcement."""
    if await any_user(settings.database_url):
        return
    password = secrets.token_urlsafe(9)
    await add_user(settings.database_url, name=FIRST_USER, role="veileder", password=password)
    file = first_login_file(settings)
    file.touch(mode=0o600)
    file.write_text(f"{FIRST_USER} {password}\n", encoding="utf-8")


def busy_ports(*ports: int) -> list[int]:
    """The ports among these that somebody listens on already."""

    def listens(port: int) -> bool:
        with socket.socket() as probe:
            probe.settimeout(0.5)
            return probe.connect_ex(("127.0.0.1", port)) == 0

    return [port for port in ports if listens(port)]


def supervisor_config(settings: Settings) -> str:
    run = settings.data / "run"
    run.mkdir(parents=True, exist_ok=True)
    shared = {"run": run, "secret": secrets.token_hex(16), "python": sys.executable, "root": ROOT}
    watched = {"web": settings.web_address, "bot": settings.bot_address}
    watches = [WATCH.format(program=name, address=address, **shared) for name, address in watched.items()]
    return SUPERVISORD.format(
        watches="\n".join(watches),
        socket=run / "supervisor.sock",
        user=os.getuid(),  # not $USER, which after su or sudo is somebody else, or nobody there is
        **shared,
    ).replace("%", "%%")


def start_announcement() -> None:
    """Leave a process of our own behind that says when all is ready.

    It holds this terminal, file or socket just as supervisord will. Under supervisord it would have to open that by
    name: a socket has none, and a file would be opened anew, at a place where supervisord's own lines come over it.
    """
    subprocess.Popen([sys.executable, "-m", "handoff.announce"], stdin=subprocess.DEVNULL)


def up() -> None:
    """Prepare, then hand this process over to supervisord: Ctrl-C reaches it and stops all."""
    settings = Settings.from_env()
    settings.data.mkdir(parents=True, exist_ok=True)
    if taken := busy_ports(settings.port, settings.bot_port):
        ports = " og ".join(map(str, taken))
        sys.exit(
            f"Port {ports} er i bruk. Stopp det som kjører der, eller velg en annen med VENTEVAKT_PORT=8090."
        )
    print("· prepares the database", flush=True)  # noqa: T201  progress is this command's output
    upgrade(settings.database_url)
    asyncio.run(ensure_first_login(settings))
    config = settings.data / "run" / "supervisord.conf"
    text = supervisor_config(settings)
    config.touch(mode=0o600)
    config.write_text(text, encoding="utf-8")
    os.environ.setdefault("VENTEVAKT_BOT_SECRET", secrets.token_urlsafe(24))
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ["VENTEVAKT_DATA"] = str(settings.data)  # web and bot are started in another folder
    supervisord = shutil.which("supervisord", path=str(Path(sys.executable).parent))
    assert supervisord, "supervisord belongs to the environment"
    print("· starts web and bot", flush=True)  # noqa: T201
    start_announcement()
    os.execv(supervisord, [supervisord, "-n", "-c", str(config)])  # noqa: S606  our own environment's program
