"""The int8 file that is in use as weights to go on training from: `python -m training.unpack MODEL BASE OUT`.

For `training.train --begin`. What rounding took is lost; positions beyond the file's come from BASE.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from training.base_encoder import load
from training.network import Network
from training.one_message import MOST_POSITIONS

Arrays = dict[str, NDArray[Any]]
JOINED = ("q", "k", "v")  # in training.one_message's order


def unpack(file: Path, base: Path) -> dict[str, Any]:
    """sizes, facts and state, as `train` writes them."""
    model = onnx.load(str(file))
    arrays: Arrays = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    arrays |= {
        f"{_layer(one.name)}.weight": _weight(arrays, one.input)
        for one in model.graph.node
        if _is_linear(one)
    }
    encoder = load(base, dropout=0.0)
    first, last = arrays["head.facts.0.weight"], arrays["head.out.weight"]
    network = Network(encoder, first.shape[1], last.shape[0])
    state = {name: torch.tensor(_array(name, whole, arrays)) for name, whole in network.state_dict().items()}
    network.load_state_dict(state)
    return {"sizes": encoder.sizes, "facts": first.shape[1], "state": state}


def _is_linear(node: Any) -> bool:
    return bool(node.op_type == "MatMulInteger")


def _layer(name: str) -> str:
    """ "/layers.0/qkv/linear/Gemm_MatMul_quant", "/head/inner/inner.1/Gemm_MatMul_quant" -> "layers.0.qkv.linear", "head.inner.1"."""
    parts = name.strip("/").split("/")[:-1]
    within = [
        part
        for part, following in zip(parts, [*parts[1:], ""], strict=True)
        if not following.startswith(f"{part}.")
    ]
    return ".".join(within)


def _weight(arrays: Arrays, inputs: Any) -> NDArray[np.float32]:
    """The weight of a linear layer, outputs first: its int8 columns, each with its scale."""
    name = str(inputs[1])
    stem = name.removesuffix("_quantized")
    zero = arrays[f"{stem}_zero_point"].astype(np.float32)
    weight: NDArray[np.float32] = (arrays[name].astype(np.float32) - zero) * arrays[f"{stem}_scale"]
    return weight.T


def _array(name: str, whole: torch.Tensor, arrays: Arrays) -> NDArray[Any]:
    """One array of the network: as it stands in the file, or made whole; `whole` is the base's."""
    name = name.removeprefix("encoder.")
    if name == "word.weight":
        rows: NDArray[Any] = arrays["word.rows"].astype(np.float32) * arrays["word.scale"]
        return rows
    if name == "position.weight":
        return np.concatenate([arrays["position"], whole[MOST_POSITIONS:].numpy()])
    layer, _, kind = name.rpartition(".")
    stem, _, part = layer.rpartition(".")
    if part in JOINED:
        return np.split(_evened(f"{stem}.qkv", kind, arrays), len(JOINED))[JOINED.index(part)]
    return _evened(layer, kind, arrays) if f"{layer}.even" in arrays else arrays[name]


def _evened(layer: str, kind: str, arrays: Arrays) -> NDArray[Any]:
    """Weight or bias of a layer of training.one_message, for an input that is not evened out."""
    array = arrays[f"{layer}.linear.{kind}"]
    return array * arrays[f"{layer}.even"] if kind == "weight" else array


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    torch.save(unpack(given.model / "network.onnx", given.base), given.out)


if __name__ == "__main__":
    main()
