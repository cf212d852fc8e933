"""The assistant: an ordinary Rasa 3.6 project and the small process that embeds it."""
