"""A button's label, typed instead of pressed, is the same answer."""

from screening.protocol_models import Question

LANGUAGES = ("nb", "nn", "en")
_DASHES = str.maketrans("–—−", "---")


def typed_label(question: Question, text: str) -> str | None:
    """The value of the choice whose label, in whatever language, a parent has written, and nothing else."""
    written = _plain(text)
    for one in question.choices:
        if written in {_plain(one.label.get(language)) for language in LANGUAGES}:
            return one.value
    return None


def _plain(text: str) -> str:
    """Without case, marks at the ends and the kind of dash: " Over 12 timer. " is "over 12 timer", «1 – 3 mnd» "1-3 mnd"."""
    words = text.casefold().translate(_DASHES).replace(" -", "-").replace("- ", "-").split()
    return " ".join(words).strip(" .,!?«»\"'")
