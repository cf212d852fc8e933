"""The trained network as one int8 file for onnxruntime: `python -m training.export TRAINED BASE ROWS FOLDER`.

Weights of linear layers become int8 with a scale for each output, activations are rounded as they come (onnxruntime's dynamic
quantisation) and before that evened out by what ROWS (training.prepare) make of them; the embedding, half of the file, becomes int8
with a scale for each row. Thresholds are chosen on this file.

The weights use 7 of the 8 bits: on processors without VNNI two products of 8 bits each overflow and are cut off, and the scores, and
with them the thresholds, would be others than here. It costs nothing that can be measured.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from training.base_encoder import PREFIX, Encoder
from training.network import Network
from training.one_message import MOST_POSITIONS, OneMessage, even_out

EVERY = 60  # of the rows: some 800 messages show how large anything gets


def export(network: OneMessage, file: Path) -> None:
    """Write the network (in evaluation mode) with inputs ids and facts and output logits."""
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            network,
            (torch.ones(9, dtype=torch.int64), torch.zeros(1, network.facts)),
            str(whole),
            dynamo=False,
            opset_version=17,
            input_names=["ids", "facts"],
            output_names=["logits"],
            dynamic_axes={"ids": {0: "pieces"}},
        )
        quantize_dynamic(
            str(whole),
            str(file),
            op_types_to_quantize=["MatMul"],
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
        )


def some_messages(rows: Path, tokenizer: Tokenizer) -> Iterator[torch.Tensor]:
    """The pieces of a part of the training messages."""
    with rows.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % EVERY == 0:
                text = " ".join(json.loads(line)["readings"][0]["text"].split())
                yield torch.tensor(tokenizer.encode(PREFIX + text).ids[:MOST_POSITIONS])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trained", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("rows", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    saved = torch.load(given.trained, weights_only=True)
    network = Network(Encoder(saved["sizes"]), saved["facts"], len(saved["state"]["head.out.bias"]))
    network.load_state_dict(saved["state"])
    one = OneMessage(network).eval()
    tokenizer = Tokenizer.from_file(str(given.base / "tokenizer.json"))
    even_out(one, some_messages(given.rows, tokenizer))
    given.folder.mkdir(parents=True, exist_ok=True)
    export(one, given.folder / "network.onnx")
    shutil.copy(given.base / "tokenizer.json", given.folder / "tokenizer.json")
    print(f"{(given.folder / 'network.onnx').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
