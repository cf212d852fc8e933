"""Train the network on prepared rows: `python -m training.train ROWS BASE OUT`. Runs in the training environment.

A message is learned from as written, as its rough copy or wrapped, each in its own words or in bokmål, and roughened a little now and then.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from evaluation.labelled import CRISES
from training.base_encoder import PREFIX, load
from training.network import Network
from training.outputs import OUTPUTS, URGENCY
from training.roughen import roughened

MOST_TOKENS = 160  # 98 % of the messages are shorter; the longest fall into windows when the layer is used
ROUGH, WRAPPED, IN_BOKMAAL = 0.25, 0.2, 0.25  # how often a message is read so
POOL = 24  # batches whose messages are sorted by length together
# how much these outputs count beside the themes: they are fewer, and matter more
WEIGHTS = dict.fromkeys(URGENCY, 1.3) | dict.fromkeys((*CRISES, "crisis"), 2.0)
MEAN_EVERY = 5  # steps between two looks of the running mean of the weights
MEAN_KEEPS = 0.99  # how much of itself the mean keeps at each look
# half the time on processors that multiply bfloat16; three times as long on those that only pretend to
SHORT_FLOATS: bool = torch.cpu._is_avx512_bf16_supported()

Row = dict[str, Any]


@dataclass(frozen=True)
class Plan:
    """How to train. Rates are AdamW's; the encoder's fall to `decay` of the layer above, from the last to the first."""

    epochs: int = 5
    batch: int = 32
    rate: float = 1.2e-4
    head_rate: float = 1e-3
    decay: float = 0.9
    warm_up: float = 0.08
    seed: int = 1


def train(rows: list[Row], base: Path, plan: Plan, begin: Path | None = None) -> Network:
    """A network that has seen `rows` plan.epochs times. begin: weights that `main` wrote, to go on from."""
    torch.manual_seed(plan.seed)
    chance = random.Random(plan.seed)
    reader = tokenizer(base / "tokenizer.json")
    network = Network(load(base, dropout=0.1), len(rows[0]["readings"][0]["facts"]), len(OUTPUTS))
    if begin is not None:
        network.load_state_dict(torch.load(begin, weights_only=True)["state"])
    optimiser = torch.optim.AdamW(groups(network, plan), fused=True)
    mean, step = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(MEAN_KEEPS)), 0
    matter = torch.tensor([WEIGHTS.get(name, 1.0) for name in OUTPUTS])
    steps = plan.epochs * -(-len(rows) // plan.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: rise_and_fall(step, steps, plan.warm_up)
    )
    for epoch in range(plan.epochs):
        network.train()
        begun, total = time.perf_counter(), 0.0
        for batch in batches(rows, plan.batch, chance):
            read = [reading(row, chance) for row in batch]
            ids, mask = pieces(reader, [roughened(text, chance) for text, _ in read])
            facts = torch.tensor([facts for _, facts in read])
            targets, weights = (torch.tensor([row[key] for row in batch]) for key in ("targets", "weights"))
            with torch.autocast("cpu", torch.bfloat16, enabled=SHORT_FLOATS):
                logits = network(ids, mask, facts)
            each = nn.functional.binary_cross_entropy_with_logits(logits.float(), targets, reduction="none")
            loss = (each * weights * matter).sum(1).mean()
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            if step % MEAN_EVERY == 0:
                mean.update_parameters(network)
            total += loss.item() * len(batch)
        rate = len(rows) / (time.perf_counter() - begun)
        print(f"epoch {epoch + 1}: loss {total / len(rows):.3f}, {rate:.0f} messages a second", flush=True)
    mean.update_parameters(network)
    averaged: Network = mean.module  # steadier than where the last step happened to end
    return averaged.eval()


def groups(network: Network, plan: Plan) -> list[dict[str, Any]]:
    """Parameters with their rates: the first layers change least, the new head most; no decay on biases and norms."""
    layers = list(network.encoder.layers)
    rated: list[tuple[nn.Module, float]] = [(network.head, plan.head_rate)]
    rated += [(layer, plan.rate * plan.decay ** (len(layers) - 1 - i)) for i, layer in enumerate(layers)]
    lowest = plan.rate * plan.decay ** len(layers)
    rated += [
        (part, lowest) for part in (network.encoder.word, network.encoder.position, network.encoder.norm)
    ]
    found = []
    for module, rate in rated:
        for decays in (True, False):
            some = [p for p in module.parameters() if (p.dim() > 1) == decays]
            found.append({"params": some, "lr": rate, "weight_decay": 0.01 if decays else 0.0})
    return found


def rise_and_fall(step: int, steps: int, warm_up: float) -> float:
    """Share of the full rate: a straight rise, then a straight fall to nothing."""
    rising = max(1.0, warm_up * steps)
    return min((step + 1) / rising, max(0.0, (steps - step) / (steps - rising)))


def batches(rows: list[Row], size: int, chance: random.Random) -> Iterator[list[Row]]:
    """All rows once, in batches of messages of like length."""
    order = chance.sample(rows, len(rows))
    made = []
    for begin in range(0, len(order), size * POOL):
        pool = sorted(order[begin : begin + size * POOL], key=lambda row: len(row["readings"][0]["text"]))
        made += [pool[at : at + size] for at in range(0, len(pool), size)]
    chance.shuffle(made)
    yield from made


def reading(row: Row, chance: random.Random) -> tuple[str, list[float]]:
    """The text that is learned from this time, and what the rules made of it."""
    one = chance.choices(row["readings"], (1 - ROUGH - WRAPPED, ROUGH, WRAPPED))[0]  # plain, rough, wrapped
    text = one["bokmaal"] if one["bokmaal"] and chance.random() < IN_BOKMAAL else one["text"]
    return text, one["facts"]


def tokenizer(file: Path) -> Tokenizer:
    """Ready for batches."""
    made = Tokenizer.from_file(str(file))
    made.enable_truncation(MOST_TOKENS)
    made.enable_padding(pad_id=made.token_to_id("<pad>"), pad_token="<pad>")
    return made


def pieces(reader: Tokenizer, texts: list[str]) -> tuple[torch.Tensor, torch.Tensor]:
    """ids and mask of a batch."""
    encoded = reader.encode_batch([PREFIX + text.strip() for text in texts])
    return torch.tensor([e.ids for e in encoded]), torch.tensor([e.attention_mask for e in encoded])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=Path)
    parser.add_argument("base", type=Path, help="what training.base_encoder wrote")
    parser.add_argument("out", type=Path, help="where the network's weights go")
    parser.add_argument(
        "--share", type=float, default=1.0, help="of the rows to learn from, for the curve over data"
    )
    parser.add_argument(
        "--begin", type=Path, help="weights of an earlier run to go on from, with new messages"
    )
    for name, default in vars(Plan()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(default), default=default)
    given = vars(parser.parse_args())
    torch.set_num_threads(2)
    rows = [json.loads(line) for line in given["rows"].read_text(encoding="utf-8").splitlines()]
    plan = Plan(**{name: given[name] for name in vars(Plan())})
    random.Random(plan.seed).shuffle(rows)
    rows = rows[: int(len(rows) * given["share"])]
    network = train(rows, given["base"], plan, given["begin"])
    torch.save(
        {
            "sizes": network.encoder.sizes,
            "facts": len(rows[0]["readings"][0]["facts"]),
            "state": network.state_dict(),
        },
        given["out"],
    )


if __name__ == "__main__":
    main()
