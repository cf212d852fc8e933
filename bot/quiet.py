"""Import this before rasa: at debug level Rasa prints every parent's words, and it reports home unless told not to."""

import logging
import os
import warnings

import structlog

os.environ["RASA_TELEMETRY_ENABLED"] = "false"
os.environ.setdefault("TQDM_DISABLE", "1")  # progress bars of things that take milliseconds
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
for _name in ("rasa", "rasa_sdk", "sanic", "tensorflow", "matplotlib"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)
# Rasa is pinned; what its dependencies will drop one day is no news to whoever starts the assistant
for _category in (DeprecationWarning, UserWarning):
    warnings.filterwarnings(
        "ignore", category=_category, module=r"(rasa|rasa_sdk|packaging|sanic|jax|tensorflow)\b"
    )
