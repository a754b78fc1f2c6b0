"""Learns whether a point lies in a disc: one line of JSON in, lines of JSON out, as often as it is asked."""

import json
import sys

import torch

torch.set_num_threads(1)  # warizan runs several of these side by side
torch.use_deterministic_algorithms(True)


def points(count):
    x = 2 * torch.rand(count, 2) - 1
    return x, (x.norm(dim=1) < 0.7).float()


def train(setting, seed):
    torch.manual_seed(seed)
    model = torch.nn.Sequential(
        torch.nn.Linear(2, setting["width"]), torch.nn.Tanh(), torch.nn.Linear(setting["width"], 1)
    )
    optimiser = torch.optim.Adam(model.parameters(), lr=setting["rate"])
    x, y = points(200)
    for step in range(1, 201):
        loss = torch.nn.functional.binary_cross_entropy_with_logits(model(x).squeeze(1), y)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        if step % 10 == 0:
            yield {"series": "training", "cells": [step, loss.item()]}
    with torch.no_grad():
        x, y = points(1000)
        accuracy = ((model(x).squeeze(1) > 0).float() == y).float().mean().item()
    yield {"outcome": "learned" if accuracy >= 0.95 else "not-learned", "row": {"accuracy": accuracy}}


for question in sys.stdin:
    for answer in train(**json.loads(question)):
        print(json.dumps(answer), flush=True)
