"""The one error a content loader raises: all problems at once, each a Norwegian sentence with its line."""

from collections.abc import Sequence

from content.yaml_loader import Problem


class ContentError(Exception):
    """Content cannot be used as it is. `problems` is never empty and is meant for the editor."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = list(problems)
