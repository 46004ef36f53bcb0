"""What the reference implementation computes for a causal model, in the form of a golden.json."""
import gzip
import json

import numpy as np
import torch

ORACLE = "transformers f32 eager, no cache, full recompute"


def floats(array):
    """Shortest decimals that read back as the same f32 values."""
    return [float(str(v)) for v in np.asarray(array, np.float32).ravel()]


@torch.no_grad()
def forward(model, ids):
    """Logits of all positions [position, vocabulary] and the last row of the residual stream after each block."""
    last = {}

    def keep(number):
        def hook(_module, _inputs, output):
            hidden = output[0] if isinstance(output, tuple) else output
            last[number] = hidden.reshape(-1, hidden.shape[-1])[-1].float().numpy().copy()

        return hook

    hooks = [layer.register_forward_hook(keep(i)) for i, layer in enumerate(model.model.layers)]
    try:
        logits = model(input_ids=torch.tensor([ids]), use_cache=False).logits[0].float().numpy()
    finally:
        for hook in hooks:
            hook.remove()
    return logits, last


def greedy(model, ids, steps):
    """The arg-max continuation by full recompute, and the lead of the winner over the runner-up at each step."""
    ids, chosen, margins = list(ids), [], []
    for _ in range(steps):
        row = forward(model, ids)[0][-1]
        second, first = np.argsort(row, kind="stable")[-2:]
        chosen.append(int(first))
        margins.append(float(str(np.float32(row[first] - row[second]))))
        ids.append(int(first))
    return chosen, margins


def case(model, ids, steps):
    logits, last = forward(model, ids)
    chosen, margins = greedy(model, ids, steps)
    return {
        "ids": [int(i) for i in ids],
        "last_logits": floats(logits[-1]),
        "all_logits_sum": float(logits.astype(np.float64).sum()),
        "last_hidden_by_layer": {str(i): floats(h) for i, h in last.items()},
        "greedy": chosen,
        "margin": margins,
    }


def write_json(path, value):
    """Compressed without a time stamp, so that the same data gives the same file."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    with open(path, "wb") as out, gzip.GzipFile("", "wb", 9, out, mtime=0) as packed:
        packed.write(text)


def write_golden(path, model, family, rng, lengths, steps=24):
    cases = [case(model, rng.integers(3, model.config.vocab_size, n).tolist(), steps) for n in lengths]
    write_json(path, {"family": family, "oracle": ORACLE, "cases": cases})
