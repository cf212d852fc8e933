"""Handlers by topic. Each reads the request, calls one function of handoff.chat, shapes the answer."""
