"""Reads what staff write in resources/: the strict YAML loader, texts, strategies and live reload."""
