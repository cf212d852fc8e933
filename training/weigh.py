"""Fit the weigher on the training messages and choose its threshold on the development ones: `python -m training.weigh`.

Runs in the project's own environment; takes about a minute.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import hstack
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from evaluation.labelled import DEVELOPMENT, TRAINING, Case, load
from screening import Screener
from screening.statistical.weigher import FILE, Weigher, rule_features, word_features

MODEL = Path("screening/model")
HELP = {"113", "112", "116117", "116111"}
PRECISION = 0.97  # of what is told at once on the development messages


def readings(screener: Screener, cases: list[Case]) -> list[tuple[list[str], dict[str, Any]]]:
    """The words in bokmål and the rules' result of each message."""
    return [
        (
            [token.norm for token in screener.reader.tokens(case["text"])],
            screener.screen(case["text"], None)[0],
        )
        for case in cases
    ]


def is_danger(case: Case) -> bool:
    return case["crisis"] is not None or case["level"] in {"RED", "ORANGE"}


def is_clear(case: Case) -> bool:
    """Whether the labels leave no doubt on which side a message is."""
    if case["crisis"]:
        return None not in case["crises"]
    return is_danger(case) or not set(case["levels"]) & {"RED", "ORANGE"}


def fit(screener: Screener, cases: list[Case]) -> dict[str, Any]:
    """The weights as they are stored."""
    read = readings(screener, cases)
    words = TfidfVectorizer(analyzer=lambda one: word_features(one[0]), sublinear_tf=True, min_df=3)
    rules = CountVectorizer(analyzer=lambda one: rule_features(*one), binary=True)
    matrix = hstack([words.fit_transform(read), rules.fit_transform(read)]).tocsr()
    model = LogisticRegression(C=2.0, max_iter=1000).fit(matrix, [is_danger(case) for case in cases])
    weights = model.coef_[0]
    count = len(words.vocabulary_)
    return {
        "bias": float(model.intercept_[0]),
        "words": {
            w: [round(float(words.idf_[i]), 4), round(float(weights[i]), 4)]
            for w, i in sorted(words.vocabulary_.items())
        },
        "rules": {r: round(float(weights[count + i]), 4) for r, i in sorted(rules.vocabulary_.items())},
        "sure": 0.0,
    }


def threshold(weigher: Weigher, screener: Screener, cases: list[Case]) -> float:
    """The least score from which at least PRECISION of the emergencies that the rules found were real."""
    scored = [
        (weigher.score(*one), is_danger(case))
        for case, one in zip(cases, readings(screener, cases), strict=True)
        if one[1]["emergency"] in HELP and is_clear(case)
    ]
    scored.sort(reverse=True)
    right = np.cumsum([real for _, real in scored])
    good = [i for i in range(len(scored)) if right[i] / (i + 1) >= PRECISION]
    print(
        f"{len(scored)} emergencies of the rules, {int(right[-1])} real; told at once {good[-1] + 1}, of them {int(right[good[-1]])} real"
    )
    return round(scored[good[-1]][0], 3)


def main() -> None:
    screener = Screener.load(Path("resources"))
    stored = fit(screener, [case for case in load(TRAINING) if is_clear(case)])
    MODEL.mkdir(exist_ok=True)
    for sure in (0.0, None):
        if sure is None:
            development = [
                case for case in load(DEVELOPMENT) if case["hand"] != "rules"
            ]  # those the rules were fitted to
            stored["sure"] = threshold(Weigher.load(MODEL), screener, development)
        (MODEL / FILE).write_text(json.dumps(stored, ensure_ascii=False, indent=0), encoding="utf-8")


if __name__ == "__main__":
    main()
