import configparser
import http.server
import os
import socket
import stat
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from running import ROOT
from supervisor.states import ProcessStates

from handoff import announce, launch, watch
from handoff.settings import Settings


@pytest.fixture
def settings(tmp_path):
    return Settings.complete(data=tmp_path, port=18080)


def test_supervisor_runs_web_and_bot_and_restarts_what_dies(settings):
    config = configparser.RawConfigParser()
    config.read_string(launch.supervisor_config(settings))
    for program in ("web", "bot"):
        assert config.get(f"program:{program}", "autorestart") == "true"
    for program, port in (("web", 18080), ("bot", 18081)):
        listener = config.get(f"eventlistener:{program}_answers", "command")
        assert listener.endswith(f"-m handoff.watch {program} http://127.0.0.1:{port}")
    assert config.get("supervisord", "nodaemon") == "true"


def test_the_supervisor_runs_as_who_started_it_whatever_the_environment_says(settings, monkeypatch):
    monkeypatch.setenv("USER", "somebody-else")
    config = configparser.RawConfigParser()
    config.read_string(launch.supervisor_config(settings))
    assert config.get("supervisord", "user") == str(os.getuid())


def test_percent_sign_in_a_path_does_not_break_the_supervisor_config(tmp_path):
    text = launch.supervisor_config(Settings.complete(data=tmp_path / "50%", port=18080))
    assert "50%%/run" in text.replace("\\", "/")


def test_busy_port_is_found_before_anything_starts():
    with socket.socket() as taken, socket.socket() as free:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        free.bind(("127.0.0.1", 0))
        assert launch.busy_ports(taken.getsockname()[1], free.getsockname()[1]) == [taken.getsockname()[1]]


async def test_first_login_is_made_once_and_only_its_owner_can_read_it(settings):
    launch.upgrade(settings.database_url)
    await launch.ensure_first_login(settings)
    file = launch.first_login_file(settings)
    first = file.read_text(encoding="utf-8")
    assert first.startswith("veileder ")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    await launch.ensure_first_login(settings)
    assert file.read_text(encoding="utf-8") == first


class Answers(http.server.BaseHTTPRequestHandler):
    status = 200

    def do_GET(self):
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def server():
    with http.server.HTTPServer(("127.0.0.1", 0), Answers) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/"
        running.shutdown()


def test_waiting_ends_when_the_address_answers(server, capsys):
    assert announce.wait_until(server, "web", patience=5)
    assert "web is ready" in capsys.readouterr().out


def test_waiting_gives_up_and_says_where_to_look(capsys):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        assert not announce.wait_until(
            f"http://127.0.0.1:{nobody.getsockname()[1]}/", "the assistant", patience=0.3
        )
    assert "the assistant did not become ready" in capsys.readouterr().out


STAND_IN = """
import os
from handoff import launch

def supervisord(*_):
    os.chdir("/")
    print("supervisord's own line", flush=True)
    os.wait()
    print("its last line, data in " + os.environ["VENTEVAKT_DATA"], flush=True)

launch.busy_ports = lambda *_: []  # what answers there stands for web and bot
os.execv = supervisord
launch.up()
"""


@contextmanager
def kept_in_a_file(tmp_path):
    file = tmp_path / "said"
    with file.open("wb") as out:
        yield out, lambda: file.read_text(encoding="utf-8")


@contextmanager
def sent_to_a_socket(tmp_path):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield theirs, lambda: ours.recv(100_000).decode()


@contextmanager
def thrown_away(tmp_path):
    with Path(os.devnull).open("wb") as out:
        yield out, lambda: ""


@contextmanager
def a_broken_pipe(tmp_path):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as out:
        yield out, lambda: ""


def say_all_is_ready(server, tmp_path, out, program):
    """Run `program` where web and bot answer, with its output there; the folder of its data."""
    port = server.rsplit(":", 1)[1].strip("/")
    env = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "VENTEVAKT_DATA": "mine",
        "VENTEVAKT_PORT": port,
        "VENTEVAKT_BOT_PORT": port,
    }
    subprocess.run([sys.executable, *program], env=env, cwd=tmp_path, stdout=out, timeout=60)
    return tmp_path / "mine"


@pytest.mark.parametrize("output", [kept_in_a_file, sent_to_a_socket])
def test_the_login_is_told_whatever_the_output_is(server, tmp_path, output):
    with output(tmp_path) as (out, said):
        data = say_all_is_ready(server, tmp_path, out, ["-c", STAND_IN])
        lines = said().splitlines()
    assert any("vises bare denne ene gangen):  veileder  " in line for line in lines)
    assert "supervisord's own line" in lines
    assert lines[-1] == f"its last line, data in {data}"
    assert not (data / "first_login").exists()


@pytest.mark.parametrize("output", [thrown_away, a_broken_pipe])
def test_a_login_that_nobody_was_told_is_kept_for_the_next_start(server, tmp_path, output):
    login = tmp_path / "mine" / "first_login"
    login.parent.mkdir()
    login.write_text("veileder hemmelig\n", encoding="utf-8")
    with output(tmp_path) as (out, _):
        say_all_is_ready(server, tmp_path, out, ["-m", "handoff.announce"])
    assert login.exists()


class Supervisor:
    """Stands for supervisord's own interface: notes what it was told to do."""

    def __init__(self):
        self.supervisor, self.told = self, []

    def stopProcess(self, name):
        self.told.append(f"stop {name}")

    def startProcess(self, name):
        self.told.append(f"start {name}")


@pytest.mark.parametrize(
    ("listens", "seconds_up", "restarted"),
    [(False, 30, False), (False, 200, True), (True, 30, True)],
    ids=["still loading", "never came up", "hangs"],
)
def test_what_loads_is_left_alone_and_what_hangs_is_not(listens, seconds_up, restarted):
    with socket.socket() as bot:
        bot.bind(("127.0.0.1", 0))
        if listens:
            bot.listen()
        supervisor = Supervisor()
        watching = watch.Watch(supervisor, "bot", f"http://127.0.0.1:{bot.getsockname()[1]}")
        started = {"group": "bot", "name": "bot", "state": ProcessStates.RUNNING, "start": 1000}
        watching.restart({**started, "now": 1000 + seconds_up}, [].append)
    assert supervisor.told == (["stop bot", "start bot"] if restarted else [])
