"""The normalised words of one message with their clauses, as the context rules look at them."""

from functools import cache

from screening.clauses import clause_numbers
from screening.language.tokens import Token


class Message:
    """Made once for each message; everything asked about the same stretch is worked out once."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.clauses = clause_numbers(tokens)
        self.norms = [token.norm for token in tokens]
        self.words = cache(self._words)
        self.ahead_of = cache(self._ahead_of)

    def _words(self, low: int, high: int) -> str:
        """The words low..high-1 as one text."""
        return " ".join(self.norms[low:high])

    def clause(self, first: int, last: int) -> tuple[int, int]:
        """The clause (or clauses) that tokens first..last-1 stand in."""
        low, high = first, last
        while low > 0 and self.clauses[low - 1] == self.clauses[first]:
            low -= 1
        while high < len(self.tokens) and self.clauses[high] == self.clauses[last - 1]:
            high += 1
        return low, high

    def same_sentence(self, i: int, j: int) -> bool:
        """Whether both tokens exist and stand in one sentence."""
        within = 0 <= i < len(self.tokens) and 0 <= j < len(self.tokens)
        return within and self.tokens[i].sentence == self.tokens[j].sentence

    def _ahead_of(self, first: int) -> str:
        """Up to 14 words before `first` in its sentence, back to 'men' or 'nå'."""
        start = first
        while first - start < 14 and self.same_sentence(start - 1, first):
            if self.norms[start] in {"men", "but", "nå", "now"} and start < first:
                start += 1
                break
            start -= 1
        return self.words(start, first)

    def following(self, last: int, most: int) -> str:
        """Up to `most` words after a match that ends before `last`, in its sentence."""
        end = last
        while end < last + most and self.same_sentence(end, last - 1):
            end += 1
        return self.words(last, end)
