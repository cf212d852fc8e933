"""The labels the network learns, in order. Imports nothing heavy: the training environment lacks the project's libraries."""

from evaluation.labelled import CRISES, THEMES

URGENCY = ("not_green", "urgent", "red")
OUTPUTS = (*URGENCY, *CRISES, "crisis", *THEMES)
