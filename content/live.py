"""Content that changes without a restart, and never breaks what is running."""

import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from content.yaml_loader import Problem

T = TypeVar("T")
Stamp = tuple[tuple[str, int, int], ...]


class Live(Generic[T]):
    """Holds what `load` made of `paths`, and the last good version when the files are broken.

    `paths` are files, or folders whose YAML files count. The first load must succeed: an error in it
    is raised. Afterwards errors end up in `problems` and `current` stays as it was.
    """

    def __init__(self, load: Callable[[], T], paths: Sequence[Path]) -> None:
        self._load = load
        self._paths = list(paths)
        self._lock = threading.Lock()
        self._stamp = stamp_of(self._paths)
        self._current = load()
        self.problems: list[Problem] = []

    @property
    def current(self) -> T:
        """The last version that could be loaded."""
        return self._current

    def reload_if_changed(self) -> bool:
        """Load again when a file was changed, added or removed. True when `current` is a new version."""
        with self._lock:
            stamp = stamp_of(self._paths)
            return False if stamp == self._stamp else self._reload(stamp)

    def reload(self) -> bool:
        """Load again whatever the files look like. True when `current` is a new version."""
        with self._lock:
            return self._reload(stamp_of(self._paths))

    def _reload(self, stamp: Stamp) -> bool:
        # Taken before the load: a file saved during it makes the next call load once more.
        self._stamp = stamp
        try:
            loaded = self._load()
        except Exception as error:  # whatever is wrong with the files, the last good version goes on
            self.problems = problems_of(error)
            return False
        self._current = loaded
        self.problems = []
        return True


def stamp_of(paths: Iterable[Path]) -> Stamp:
    """Name, time of change (ns) and size of every YAML file under `paths`; what is gone is left out."""
    found = []
    for path in paths:
        for file in sorted(path.rglob("*.yaml")) if path.is_dir() else [path]:
            try:
                stat = file.stat()
            except OSError:
                continue
            found.append((str(file), stat.st_mtime_ns, stat.st_size))
    return tuple(found)


def problems_of(error: Exception) -> list[Problem]:
    """The problems an error carries; for any other error one line with its kind, never its words."""
    problems = getattr(error, "problems", None)
    if problems:
        return list(problems)
    return [Problem("resources", 1, f"Innholdet kunne ikke leses ({type(error).__name__}).")]
