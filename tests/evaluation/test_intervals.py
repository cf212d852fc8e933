import pytest

from evaluation.intervals import clopper_pearson, share


def test_interval_equals_the_published_example():
    # 4 of 10, 95 %: Clopper-Pearson gives 0.1216 to 0.7376
    low, high = clopper_pearson(4, 10)
    assert (round(low, 4), round(high, 4)) == (0.1216, 0.7376)


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"), [(0, 10, 0.0, 0.308), (10, 10, 0.692, 1.0), (0, 0, 0.0, 1.0)]
)
def test_interval_at_the_ends_stays_inside_zero_and_one(hits, of, low, high):
    found = share(hits, of)
    assert (found["low"], found["high"]) == (low, high)
