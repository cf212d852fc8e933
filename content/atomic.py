"""Write a file so that a reader, or a crash, meets either the old content or the new, never half of one."""

import os
import tempfile
from pathlib import Path


def write_atomically(path: Path, text: str) -> None:
    """Put `text` (UTF-8, newlines as they are) in place of the file at `path`, with the same permissions.

    Raises OSError when the folder cannot be written to; the old file is then untouched.
    """
    # A dot file beside it: the same disk, so that the exchange is one step, and no name that content.live watches.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        fresh.chmod(path.stat().st_mode if path.exists() else 0o644)
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
