"""What the assistant does next: plain functions over plain data, without Rasa."""
