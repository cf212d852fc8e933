"""How a process that runs for long loads what stays for as long."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """While much is loaded that stays, the garbage collector does not look through it; nor does it ever after.

    Else it does so again and again: loading web's content takes a third longer, and pauses come in the middle of a message.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()
