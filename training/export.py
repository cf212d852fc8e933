"""The trained network as one int8 file for onnxruntime: `python -m training.export TRAINED BASE FOLDER`.

Weights of linear layers become int8 with a scale for each output, activations are rounded as they come (onnxruntime's dynamic
quantisation); the embedding, half of the file, becomes int8 with a scale for each row. Thresholds are chosen on this file.

The weights use 7 of the 8 bits: on processors without VNNI two products of 8 bits each overflow and are cut off, and the scores, and
with them the thresholds, would be others than here. It costs nothing that can be measured.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from training.base_encoder import Encoder
from training.network import Network

MOST_POSITIONS = 256


class RowEmbedding(nn.Module):
    """An embedding kept as int8 rows, each with its own scale."""

    def __init__(self, weight: torch.Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", torch.round(weight / scale).to(torch.int8))

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        return self.rows[ids].to(torch.float32) * self.scale[ids]


def export(network: Network, file: Path) -> None:
    """Write the network (in evaluation mode) with inputs ids, mask, facts and output logits."""
    network = network.eval()
    word = network.encoder.word
    network.encoder.word = RowEmbedding(word.weight.detach())  # type: ignore[assignment]  # same call, smaller
    network.encoder.position.weight = nn.Parameter(
        network.encoder.position.weight[:MOST_POSITIONS].detach().clone()
    )
    ids = torch.ones(2, 9, dtype=torch.int64)
    facts = torch.zeros(2, network.head.facts[0].in_features)
    axes = {0: "batch", 1: "pieces"}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            network,
            (ids, torch.ones_like(ids), facts),
            str(whole),
            dynamo=False,
            opset_version=17,
            input_names=["ids", "mask", "facts"],
            output_names=["logits"],
            dynamic_axes={"ids": axes, "mask": axes, "facts": {0: "batch"}},
        )
        quantize_dynamic(
            str(whole),
            str(file),
            op_types_to_quantize=["MatMul"],
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trained", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    saved = torch.load(given.trained, weights_only=True)
    network = Network(Encoder(saved["sizes"]), saved["facts"], len(saved["state"]["head.out.bias"]))
    network.load_state_dict(saved["state"])
    given.folder.mkdir(parents=True, exist_ok=True)
    export(network, given.folder / "network.onnx")
    shutil.copy(given.base / "tokenizer.json", given.folder / "tokenizer.json")
    print(f"{(given.folder / 'network.onnx').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
