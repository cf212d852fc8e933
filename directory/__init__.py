"""Where help is: kommuner, their services, opening hours and the places people name."""
