"""Rasa's actions: thin, each a few lines over bot/flow. Importing this package registers them all."""

from bot.actions import (  # noqa: F401  # the executor finds actions among what is imported here
    calming,
    company,
    kommune,
    screening,
    smalltalk,
    steps,
    summary,
    topics,
    turn,
)
