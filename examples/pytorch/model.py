"""A model in PyTorch: reads a question a line from standard input, writes an answer a line to standard output."""
import json
import sys

import torch

torch.set_default_dtype(torch.float64)


def loss_of(params, inputs):
    """The mean squared error of a layer of tanh units and a linear one."""
    x, t = (torch.tensor(inputs[name], dtype=torch.float64) for name in ("x", "t"))
    hidden = torch.tanh(params["W"] @ x + params["b"])
    return (params["v"] @ hidden - t) ** 2


for line in sys.stdin:
    question = json.loads(line)
    params = {name: torch.tensor(value, requires_grad=True) for name, value in question["params"].items()}
    loss = loss_of(params, question["inputs"])
    if question["want"] == "loss":
        answer = {"loss": loss.item()}
    else:
        loss.backward()
        answer = {"gradient": {name: value.grad.tolist() for name, value in params.items()}}
    print(json.dumps(answer), flush=True)
