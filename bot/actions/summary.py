"""What the veileder will know already, shown to the parent so that nothing must be told twice."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from bot import library, names
from bot.actions.base import BotAction, button, say, set_slots, then_listen, view_of, words
from bot.flow.topics import WELL
from bot.flow.view import View


class ActionSummarise(BotAction):
    def name(self) -> str:
        return "action_summarise"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        view = view_of(tracker)
        choices = [
            button(view, "label_right", names.AFFIRM),
            button(view, "label_wrong", names.CORRECT_ANSWER),
        ]
        text = words(view, "utter_summary", points="\n".join(points(view)))
        say(dispatcher, text, "notice", choices=choices)
        return then_listen(set_slots({names.SUMMARISED: True, names.CHECKING: "summary"}))


def points(view: View) -> list[str]:
    """One line for each thing worth passing on; the parent's own words are in the conversation itself."""
    texts, language = library.texts(), view.language
    topics = [texts.get(f"label_topic_{topic}", language) for topic in view.topics]
    lines = [texts.get("summary_topics", language, topics=", ".join(topics))]
    if kommune := view.slots.get(names.KOMMUNE):
        navn = library.directory().kommune(kommune).entydig
        lines.append(texts.get("summary_kommune", language, kommune=navn))
    elif outside := view.slots.get(names.OUTSIDE):
        lines.append(texts.get(f"summary_outside_{outside}", language))
    if given := view.slots.get(names.GIVEN):
        title = library.strategies().get(given).title.get(language)
        lines.append(texts.get("summary_strategy", language, strategy=title))
    if set(view.slot(names.ASKED, {})) - {WELL}:
        lines.append(texts.get("summary_answers", language))
    return [f"• {line}" for line in lines]
