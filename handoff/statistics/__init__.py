"""The leader's statistics: what was registered and what remains of conversations, counted, shown, exported; imported reports.

`facts` reads the database, `figures` counts, `suppress` hides small numbers, the rest shows and writes. Numbers stay
plain data on the way: a `Grid` of whole numbers is a table on the page, in CSV, in PDF and in the terminal.
"""
