from evaluation.run import fallen

FIGURES = {"screening": {"RED told 113": {"value": 0.94}, "calm over-referred": {"value": 0.05}}}


def test_figure_under_its_least_is_reported():
    assert fallen(FIGURES, {"screening": {"RED told 113": {"min": 0.95}}}) == [
        "screening, RED told 113: 0.940, bound {'min': 0.95}"
    ]


def test_figure_over_its_most_is_reported():
    assert len(fallen(FIGURES, {"screening": {"calm over-referred": {"max": 0.03}}})) == 1


def test_figures_inside_their_bounds_are_quiet():
    assert (
        fallen(FIGURES, {"screening": {"RED told 113": {"min": 0.9}, "calm over-referred": {"max": 0.06}}})
        == []
    )
