"""What a parent's message says about danger: language, rules, themes, masking. Knows neither Rasa, aiohttp nor SQL."""
