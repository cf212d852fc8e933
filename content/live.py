"""Content that changes without a restart, and never breaks what is running, nor what is starting."""

import shutil
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from content.yaml_loader import Problem

T = TypeVar("T")
Stamp = tuple[tuple[str, int, int], ...]
WATCHED = ("*.yaml", "*.csv")


class Live(Generic[T]):
    """Holds what `load` made of the files `names` under `root`, and the last good version when they are broken.

    `load` is given a folder that holds them; names are files, or folders whose YAML and CSV files count. `keep` is a
    folder for a copy of the newest good files: when those under `root` are broken at the start, the copy is used.
    Without a usable copy the error of the first load is raised. What is wrong stands in `problems` until it is mended.
    `look_every_s`: how seldom `reload_if_changed` may ask the disk, in seconds.
    """

    def __init__(
        self,
        load: Callable[[Path], T],
        root: Path,
        names: Sequence[str],
        *,
        keep: Path | None = None,
        look_every_s: float = 0.0,
    ) -> None:
        self._load = load
        self._root = root
        self._names = list(names)
        self._keep = keep
        self._look_every_s = look_every_s
        self._looked_at = time.monotonic()
        self._lock = threading.Lock()
        self._stamp = self._stamp_now()
        self.problems: list[Problem] = []
        self._loaded_stamp: Stamp | None = None
        self._current = self._first()

    @property
    def current(self) -> T:
        """The last version that could be loaded."""
        return self._current

    @property
    def on_disk(self) -> T | None:
        """The current version when it is what lies on disk; None while that is broken, or newer than what was loaded."""
        # The stamp first: a version that comes between the two reads is newer than it, and then not taken for it.
        stamp, current = self._loaded_stamp, self._current
        return current if stamp is not None and stamp == self._stamp_now() else None

    def reload_if_changed(self) -> bool:
        """Load again when a file was changed, added or removed. True when `current` is a new version."""
        with self._lock:
            if (now := time.monotonic()) - self._looked_at < self._look_every_s:
                return False
            self._looked_at = now
            stamp = self._stamp_now()
            return False if stamp == self._stamp else self._reload(stamp)

    def reload(self) -> bool:
        """Load again whatever the files look like. True when `current` is a new version."""
        with self._lock:
            return self._reload(self._stamp_now())

    def _first(self) -> T:
        try:
            loaded = self._load(self._root)
        except Exception as error:  # whatever is wrong with the files, the kept copy goes on
            if self._keep is None or not self._keep.is_dir():
                raise
            try:
                kept = self._load(self._keep)
            except Exception:
                raise error from None
            self.problems = problems_of(error)
            return kept
        self._save()
        self._loaded_stamp = self._stamp
        return loaded

    def _reload(self, stamp: Stamp) -> bool:
        # Taken before the load: a file saved during it makes the next call load once more.
        self._stamp = stamp
        try:
            loaded = self._load(self._root)
        except Exception as error:  # whatever is wrong with the files, the last good version goes on
            self.problems = problems_of(error)
            return False
        self._current, self._loaded_stamp = loaded, stamp
        self.problems = []
        self._save()
        return True

    def _save(self) -> None:
        """Copy the good files, unless that is what lies there. They are put in place as a whole."""
        keep = self._keep
        if keep is None or _relative(self._stamp, self._root) == _relative(self._stamp_at(keep), keep):
            return
        fresh = keep.with_name(f".{keep.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        for file, _, _ in self._stamp:
            target = fresh / Path(file).relative_to(self._root)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, target)
        shutil.rmtree(keep, ignore_errors=True)
        fresh.rename(keep)

    def _stamp_now(self) -> Stamp:
        return self._stamp_at(self._root)

    def _stamp_at(self, root: Path) -> Stamp:
        return stamp_of([root / name for name in self._names])


def stamp_of(paths: Iterable[Path]) -> Stamp:
    """Name, time of change (ns) and size of every YAML and CSV file under `paths`; what is gone is left out."""
    found = []
    for path in paths:
        files = sorted(f for w in WATCHED for f in path.rglob(w)) if path.is_dir() else [path]
        for file in files:
            try:
                stat = file.stat()
            except OSError:
                continue
            found.append((str(file), stat.st_mtime_ns, stat.st_size))
    return tuple(found)


def _relative(stamp: Stamp, root: Path) -> Stamp:
    return tuple((str(Path(file).relative_to(root)), changed, size) for file, changed, size in stamp)


def problems_of(error: Exception) -> list[Problem]:
    """The problems an error carries; for any other error one line with its kind, never its words."""
    problems = getattr(error, "problems", None)
    if problems:
        return list(problems)
    return [Problem("resources", 1, f"Innholdet kunne ikke leses ({type(error).__name__}).")]
