"""The words that tell whose body a sign is about (bokmål and English; dialects are normalised first)."""

# words that name a child of one's own
CHILD = frozenset({
    "baby", "babyen", "barn", "barna", "barnebarnet", "barnet", "boy", "child", "datter", "dattera", "datteren", "daughter", "eldste", "eldstemann",
    "fosterbarnet", "girl", "gutt", "gutten", "guttungen", "ham", "han", "he", "henne", "her", "him", "hun", "infant", "jenta", "jente", "jentungen",
    "kid", "knerten", "krabaten", "lillebror", "lillegutt", "lillejenta", "lillemann", "lillesøster", "mellomste", "minstemann", "minsten", "newborn", "nurket",
    "nyfødte", "pjokken", "poden", "she", "snuppa", "son", "spedbarnet", "storebror", "storesøster", "sønn", "sønnen", "tenåringen", "toddler", "tulla",
    "tvillingen", "tvillingene", "tvillinger", "ungdommen", "unge", "ungen", "ungene", "vesla", "veslegutten", "veslejenta", "yngste", "yngstemann"
})  # fmt: skip
CHILD_ENDINGS = (
    "åringen", "åring", "månedersen", "månedersbaby", "ukersen", "månedgamle", "årsgamle", "ungen", "gutten", "jenta", "babyen", "barnet"
)  # fmt: skip
PARENT_SUBJECTS = frozenset({
    "im", "ive", "jeg", "meg", "vi"
})  # fmt: skip
# other people
OTHER = frozenset({
    "barnehagen", "besta", "bestefar", "bestefaren", "besteforeldrene", "bestemor", "bestemoren", "broren", "brother", "dad", "dagmamma", "eksen", "far",
    "faren", "farfar", "farmor", "father", "fetteren", "foreldrene", "grandma", "grandmother", "husband", "kjærest", "kjæresten", "klassekamerat",
    "klassekameraten", "klassen", "kollega", "kollegaen", "kompis", "kompisen", "kona", "kone", "kusina", "kusinen", "lærer", "læreren", "mamma", "mann",
    "mannen", "mom", "mor", "mora", "moren", "morfar", "mormor", "mother", "mum", "nabo", "naboen", "naboens", "nabogutten", "nabojenta", "neighbor",
    "neighbour", "nevøen", "niesa", "niesen", "onkel", "onkelen", "pappa", "partner", "partneren", "pasient", "pasienten", "patient", "samboer", "samboeren", "sister", "svigerfar",
    "svigerinne", "svigermor", "svigers", "svigersøster", "svoger", "søskenbarnet", "søsteren", "tanta", "tante", "tanten", "venninna", "venninne",
    "venninnen", "wife"
})  # fmt: skip
# animals, dolls, stories, things: nobody whose body counts
UNREAL = frozenset({
    "avataren", "bamse", "bamsen", "bikkja", "bilen", "boka", "boken", "cat", "dataspill", "dataspillet", "dog", "doll", "dramaet", "dream", "dreamed",
    "dreamt", "drøm", "drømmen", "drømmer", "drømte", "dukka", "dukke", "dukkebabyen", "dukken", "dyret", "dyrlegen", "episoden", "eventyret", "figuren",
    "film", "filmen", "fisken", "fuglen", "game", "gullfisken", "hamster", "hamsteren", "hesten", "horse", "hund", "hunden", "høna", "ipaden", "kalven",
    "kanin", "kaninen", "katt", "katten", "kattungen", "kitten", "kosebamsen", "kosedyret", "kua", "lammet", "mareritt", "marerittet", "marsvin",
    "marsvinet", "minecraft", "mobilen", "movie", "ponnien", "puppy", "pus", "rabbit", "roblox", "robotstøvsugeren", "serie", "serien", "spillet", "tamagotchi",
    "teaterstykket", "teddy", "teddybjørnen", "tegnefilmen", "telefonen", "tispa", "undulaten", "valp", "valpen", "veterinær", "veterinæren"
})  # fmt: skip
FAMILY = frozenset({
    "eksen", "husband", "kjæresten", "kona", "mannen", "partner", "partneren", "samboeren", "wife"
})  # fmt: skip
OWNERS = frozenset({
    "andres", "brorens", "brors", "kollegaens", "naboens", "søsterens", "søsters", "vennens", "venninnas", "venninnens"
})  # fmt: skip
# what is told in these is nobody's
STORIES = frozenset({
    "boka", "boken", "dataspillet", "dream", "dreamed", "dreamt", "drøm", "drømmen", "drømmer", "drømte", "episoden", "eventyret", "film", "filmen",
    "mareritt", "marerittet", "movie", "serie", "serien", "spillet", "tegnefilmen"
})  # fmt: skip
# 'blir ikke borte NÅR JEG trykker': the parent only tests or watches; the sign is somebody else's
WATCHING = frozenset({
    "as", "at", "da", "før", "hvis", "if", "medan", "mens", "når", "om", "when", "while"
})  # fmt: skip
OF_WHOM = frozenset({
    "about", "der", "hvor", "om", "som", "where"
})  # fmt: skip
# what a parent does who only looks on or tries
SEES = frozenset({
    "cannot", "cant", "fant", "fikk", "found", "frykter", "får", "føler", "get", "greier", "hear", "husker", "hører", "hørte", "kan", "kjenner", "klarer",
    "la", "lurer", "løfter", "løftet", "measured", "merker", "merket", "mistenker", "må", "måler", "målte", "måtte", "noticed", "oppdaget", "presser",
    "prøvde", "prøver", "roper", "ropte", "saw", "see", "ser", "synes", "syns", "så", "teller", "telte", "think", "tok", "tror", "trykker", "trykket",
    "trykte", "vekker", "vekket", "vet"
})  # fmt: skip
PREPOSITIONS = frozenset({
    "at", "av", "by", "for", "fra", "from", "hos", "i", "med", "mot", "of", "på", "sin", "sine", "sitt", "til", "to", "ved", "with"
})  # fmt: skip
# how old somebody is, with slips
OLD = frozenset({
    "alderen", "gamal", "gamalt", "gamel", "gamell", "gamle", "gammal", "gammel", "gammell", "gammellt", "gammelt", "gammle", "gammlt", "gl", "gmal", "gml", "old"
})  # fmt: skip
