"""The NLU components of the assistant."""
