"""Which kommune a text tells of. In the order that a message passes through:

- `text` words and their folded forms; `joined` names written together with the word before
- `context` what stands around a word; `people` who is spoken of, and with whom
- `names` the index of names, from `files`, each with its `level` of doubt; `nearest` and `slips` the names near to a misspelt word
- `postcode`, `split`, `inflected`, `fuzzy` other ways to write a name
- `evidence` whether a name stands for a place: `other` and `topic` what else it may be, `abroad`, `said`, `opening` and `here` how places are told
- `correction` names that put another right
- `choice` which of several with one name, and what the writer takes back; `among` which of those that the writer was asked about
- `role` whose place it is: `story` what is only told about, with `earlier`, `relatives` and `trip`
- `find` all of it
"""

from directory.places.find import Place, find_places
from directory.places.names import PlaceNames

__all__ = ["Place", "PlaceNames", "find_places"]
