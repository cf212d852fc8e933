"""How often words are written (wordfreq's lists, CC BY-SA 4.0), without keeping the lists themselves: they fill some 50 MB."""

from __future__ import annotations

import wordfreq


def most_used(language: str, count: int) -> list[str]:
    """The `count` most used words of a language, the most used first."""
    words: list[str] = wordfreq.top_n_list(language, count)
    _forget()
    return words


def shares(language: str, size: str, at_least: float = 0.0) -> dict[str, float]:
    """How large a share of all words each word is, of those with a share of `at_least`. size: wordfreq's "best" or "small"."""
    found = wordfreq.get_frequency_dict(language, wordlist=size)
    kept = {word: share for word, share in found.items() if share >= at_least}
    _forget()
    return kept


def _forget() -> None:
    """wordfreq keeps what it has read for good."""
    wordfreq.top_n_list.cache_clear()
    wordfreq.get_frequency_list.cache_clear()
    wordfreq.get_frequency_dict.cache_clear()
