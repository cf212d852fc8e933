"""Reading parents' chat Norwegian: tokens, bokmål candidates for each word, and the language to answer in."""
