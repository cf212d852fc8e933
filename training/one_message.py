"""The network as the service runs it: one message at a time, and rounded to int8 with little loss.

The same arithmetic as training.network, put otherwise: no batch and no padding, so that no shape has to be worked out for each
message; query, key and value in one product; and inputs that are evened out before they are rounded.
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import nn

from training.base_encoder import Layer
from training.network import Network

MOST_POSITIONS = 256
EVENED = 0.8  # how far a place that is much larger than others comes down to them; its weights go up as much


class RowEmbedding(nn.Module):
    """An embedding kept as int8 rows, each with its own scale."""

    def __init__(self, weight: torch.Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", torch.round(weight / scale).to(torch.int8))

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        return self.rows[ids].to(torch.float32) * self.scale[ids]


class Evened(nn.Module):
    """Linear layers with the same input as one, whose input is evened out: a few places of it are twenty times as large as the
    others, and rounding them all by one scale left little of the others (SmoothQuant, Xiao et al. 2023, arXiv:2211.10438).
    """

    def __init__(self, *parts: nn.Linear) -> None:
        super().__init__()
        self.linear = nn.Linear(parts[0].in_features, sum(part.out_features for part in parts))
        self.linear.weight = nn.Parameter(torch.cat([part.weight for part in parts]).detach())
        self.linear.bias = nn.Parameter(torch.cat([part.bias for part in parts]).detach())
        self.register_buffer("even", torch.ones(parts[0].in_features))
        self.largest: torch.Tensor | None = None

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if self.largest is not None:
            self.largest = torch.maximum(self.largest, x.abs().amax(0))
        return self.linear(x * self.even)

    def watch(self) -> None:
        """From now on note how large each place of the input gets."""
        self.largest = torch.zeros_like(self.even)

    def settle(self) -> None:
        """Even out by what was seen since `watch`."""
        assert self.largest is not None
        weights = self.linear.weight.abs().amax(0).clamp_min(1e-6)
        by = self.largest.clamp_min(1e-6) ** EVENED / weights ** (1 - EVENED)
        by /= by.log().mean().exp()
        self.linear.weight = nn.Parameter(self.linear.weight * by)
        self.even, self.largest = 1 / by, None


class OneLayer(nn.Module):
    """One transformer layer: pieces x hidden -> pieces x hidden."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.heads = layer.heads
        self.qkv, self.out = Evened(layer.q, layer.k, layer.v), Evened(layer.out)
        self.wide, self.narrow = Evened(layer.wide), Evened(layer.narrow)
        self.norm, self.norm2 = layer.norm, layer.norm2

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        hidden = x.shape[-1]
        width = hidden // self.heads
        q, k, v = self.qkv(x).view(-1, 3, self.heads, width).permute(1, 2, 0, 3).unbind(0)
        weights = torch.softmax(q @ k.transpose(-1, -2) * width**-0.5, -1)
        mixed = (weights @ v).transpose(0, 1).reshape(-1, hidden)
        x = self.norm(x + self.out(mixed))
        return self.norm2(x + self.narrow(nn.functional.gelu(self.wide(x))))


class OneMessage(nn.Module):
    """ids (pieces) and facts (1 x facts) -> logits (1 x outputs)."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        encoder = network.encoder
        self.word = RowEmbedding(encoder.word.weight.detach())
        self.position = nn.Parameter(encoder.position.weight[:MOST_POSITIONS].detach().clone())
        self.norm, self.head = encoder.norm, network.head
        self.facts: int = network.head.facts[0].in_features
        self.layers = nn.ModuleList(OneLayer(layer) for layer in encoder.layers)

    def forward(self, ids: torch.Tensor, facts: torch.Tensor) -> torch.Tensor:
        x = self.norm(self.word(ids) + self.position[: ids.shape[0]])
        for layer in self.layers:
            x = layer(x)
        return self.head(x.mean(0, keepdim=True), facts)


@torch.no_grad()
def even_out(network: OneMessage, messages: Iterable[torch.Tensor]) -> None:
    """Even the inputs of all layers out by how large they get on these messages (ids)."""
    layers = [module for module in network.modules() if isinstance(module, Evened)]
    for layer in layers:
        layer.watch()
    for ids in messages:
        network(ids, torch.zeros(1, network.facts))
    for layer in layers:
        layer.settle()
