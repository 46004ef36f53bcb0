"""What the reference says along a prompt longer than a window or a prefill bucket, for a GGUF file of real weights.

  python long.py MODEL.gguf long.txt TOKENS LENGTH,LENGTH,... OUT.json.gz

The text is cut to TOKENS ids (BOS included where the file asks for one). One forward pass gives the rows after each LENGTH ids.
"""
import pathlib
import sys

import numpy as np
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from reference import ORACLE, floats, write_json

TOP, STEPS = 50, 24


def row(length, logits):
    order = np.argsort(-logits, kind="stable")[:TOP]
    wide = logits.astype(np.float64)
    total = float(wide.max() + np.log(np.exp(wide - wide.max()).sum()))
    return {"length": length, "log_sum_exp": total, "top": [[int(i), v] for i, v in zip(order, floats(logits[order]))]}


@torch.no_grad()
def main(path, text, tokens, lengths, out):
    where = dict(pretrained_model_name_or_path=str(path.parent), gguf_file=path.name)
    ids = AutoTokenizer.from_pretrained(**where)(text)["input_ids"][:tokens]
    assert len(ids) == tokens, f"the text has only {len(ids)} tokens"
    model = AutoModelForCausalLM.from_pretrained(**where, dtype=torch.float32, attn_implementation="eager").eval()
    step = model(input_ids=torch.tensor([ids]), use_cache=True)
    rows = [row(n, step.logits[0, n - 1].numpy()) for n in lengths]
    greedy, second, margin = [], [], []
    for _ in range(STEPS):
        logits = step.logits[0, -1].numpy()
        best = np.argsort(-logits, kind="stable")[:2]
        greedy.append(int(best[0]))
        second.append(int(best[1]))
        margin.extend(floats([logits[best[0]] - logits[best[1]]]))
        step = model(input_ids=torch.tensor([greedy[-1:]]), past_key_values=step.past_key_values, use_cache=True)
    oracle = ORACLE.replace("no cache, full recompute", "one pass over the prompt, then cached steps; weights dequantised from the GGUF")
    write_json(out, {"model": path.name, "oracle": oracle, "ids": ids, "rows": rows, "greedy": greedy,
                     "greedy_second": second, "margin": margin})
    print(path.name, len(ids), "smallest margin", min(margin))


if __name__ == "__main__":
    gguf, source, count, wanted, target = sys.argv[1:]
    main(pathlib.Path(gguf), pathlib.Path(source).read_text(), int(count), [int(n) for n in wanted.split(",")], target)
