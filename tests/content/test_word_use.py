"""How often words are written, and that wordfreq's own lists are let go."""

from __future__ import annotations

import wordfreq

from content.word_use import most_used, shares


def test_the_most_used_words_come_first_and_as_many_as_asked_for() -> None:
    words = most_used("nb", 50)
    assert len(words) == 50
    assert words == wordfreq.top_n_list("nb", 50)


def test_only_words_with_the_least_share_are_kept() -> None:
    least = 1e-4
    kept = shares("nb", "best", at_least=least)
    assert {"ikke", "jeg"} <= set(kept)
    assert min(kept.values()) >= least
    assert kept == {word: share for word, share in shares("nb", "best").items() if share >= least}


def test_what_wordfreq_has_read_is_let_go() -> None:
    most_used("nb", 50)
    shares("en", "small")
    caches = (wordfreq.get_frequency_list, wordfreq.get_frequency_dict, wordfreq.top_n_list)
    assert [cache.cache_info().currsize for cache in caches] == [0, 0, 0]
