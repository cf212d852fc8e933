"""The network of the statistical layer: the encoder's view of the text beside the rules' facts, and one head for all labels."""

from __future__ import annotations

import torch
from torch import nn

from training.base_encoder import Encoder

FACTS_WIDTH, HEAD_WIDTH = 64, 256
FACTS_DROPPED = 0.15  # of the messages the facts are hidden, so that the text is read on its own too


class Head(nn.Module):
    """(text vector, facts) -> one logit a label."""

    def __init__(self, hidden: int, facts: int, outputs: int, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(hidden)  # the encoder's vectors are small and lie close together
        self.facts = nn.Sequential(nn.Linear(facts, FACTS_WIDTH), nn.GELU())
        self.inner = nn.Sequential(
            nn.Dropout(dropout), nn.Linear(hidden + FACTS_WIDTH, HEAD_WIDTH), nn.GELU(), nn.Dropout(dropout)
        )
        self.out = nn.Linear(HEAD_WIDTH, outputs)

    def forward(self, text: torch.Tensor, facts: torch.Tensor) -> torch.Tensor:
        if self.training:
            facts = facts * (torch.rand(len(facts), 1) >= FACTS_DROPPED)
        return self.out(self.inner(torch.cat([self.norm(text), self.facts(facts)], 1)))


class Network(nn.Module):
    """ids, mask and facts -> logits in the order of training.outputs.OUTPUTS."""

    def __init__(self, encoder: Encoder, facts: int, outputs: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = Head(encoder.sizes["hidden"], facts, outputs, dropout)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, facts: torch.Tensor) -> torch.Tensor:
        return self.head(self.encoder(ids, mask), facts)
