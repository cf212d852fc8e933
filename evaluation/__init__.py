"""Figures on data that nobody trains on."""
