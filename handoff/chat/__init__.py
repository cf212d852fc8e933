"""Conversations: each change of one is a named function inside one transaction."""
