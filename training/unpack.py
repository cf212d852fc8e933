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
from training.export import MOST_POSITIONS
from training.network import Network

Arrays = dict[str, NDArray[Any]]


def unpack(file: Path, base: Path) -> dict[str, Any]:
    """sizes, facts and state, as `train` writes them."""
    model = onnx.load(str(file))
    arrays: Arrays = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    linear = {_layer(node.name): _weight(arrays, node.input) for node in model.graph.node if _is_linear(node)}
    encoder = load(base, dropout=0.0)
    first, last = linear["head.facts.0"], linear["head.out"]
    network = Network(encoder, first.shape[1], last.shape[0])
    state = {name: _tensor(name, whole, arrays, linear) for name, whole in network.state_dict().items()}
    network.load_state_dict(state)
    return {"sizes": encoder.sizes, "facts": first.shape[1], "state": state}


def _is_linear(node: Any) -> bool:
    return bool(node.op_type == "MatMulInteger")


def _layer(name: str) -> str:
    """ "/encoder/layers.0/q/MatMul_quant", "/head/inner/inner.1/Gemm_MatMul_quant" -> "encoder.layers.0.q", "head.inner.1"."""
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


def _tensor(name: str, whole: torch.Tensor, arrays: Arrays, linear: Arrays) -> torch.Tensor:
    """One tensor of the network: as it stands in the file, or made whole; `whole` is the base's."""
    if name == "encoder.word.weight":
        return torch.tensor(arrays["encoder.word.rows"].astype(np.float32) * arrays["encoder.word.scale"])
    if name == "encoder.position.weight":
        return torch.cat([torch.tensor(arrays[name]), whole[MOST_POSITIONS:]])
    layer = name.removesuffix(".weight")
    return torch.tensor(linear[layer] if layer in linear and name != layer else arrays[name])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    torch.save(unpack(given.model / "network.onnx", given.base), given.out)


if __name__ == "__main__":
    main()
