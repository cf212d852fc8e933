"""Ventevakt beside stock Rasa, in one run on one machine: `make bench`."""
