#!/usr/bin/env python3
"""Prefill and decode speed of Strobe with its weights kept as f32, bf16 and int8, and what each costs in quality.

The three stay loaded and take turns, round by round, with the same prompt; ratios are speeds relative to f32, taken within a
round: 1 is equal, more is faster. A round in which other processes used more than `--foreign` of a core is taken again.
Quality: perplexity of a text file (`--file`), and over its first `--positions` tokens the mean KL(f32, other) of the logits
at every position, the largest one, and how often the most likely token is the same.

Needs: a built and fetched Strobe, Python 3.11 or later with NumPy.
"""
import argparse
import json
import pathlib
import statistics
import subprocess
import tempfile

import numpy as np

import decode

TYPES = ["f32", "bf16", "int8"]


def strobe(*arguments, text=None):
    command = [decode.ROOT / "strobe", *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True, input=text).stdout


def speed(options):
    sides = [decode.Side(kind, decode.java("StrobeSide", options.model, options.context, kind)) for kind in TYPES]
    try:
        rounds, rejected = decode.measure(sides, options, decode.prompt(options))
    finally:
        for side in sides:
            side.close()
    took = {"prefill": lambda a: a["prefill_ms"], "decode": lambda a: statistics.median(a["decode_ms"])}
    result = {"rejected_rounds": rejected, "foreign_most": max(r["foreign"] for r in rounds)}
    for what, of in took.items():
        result[what] = {kind: {"ms": decode.spread([of(r[kind]) for r in rounds]),
                               "ratio": decode.spread([of(r["f32"]) / of(r[kind]) for r in rounds])} for kind in TYPES}
    return result


def log_softmax(logits):
    wide = logits.astype(np.float64)
    wide -= wide.max(axis=1, keepdims=True)
    return wide - np.log(np.exp(wide).sum(axis=1, keepdims=True))


def quality(options):
    line = json.dumps({"text": options.file.read_text()})
    ids = json.loads(strobe("tokenize", "--model", options.model, text=line + "\n"))["ids"][: options.positions]
    # Gemma's texts begin with a token of their own, without which its activations are not what they are in use.
    ids = [2, *ids] if "gemma" in options.model else ids
    result, exact = {}, None
    with tempfile.TemporaryDirectory() as folder:
        for kind in TYPES:
            out = pathlib.Path(folder) / f"{kind}.npy"
            common = ["--model", options.model, "--weights", kind]
            strobe("logits", *common, "--token-ids", ",".join(map(str, ids)), "--all", "--out", out)
            logs = log_softmax(np.load(out))
            exact = logs if exact is None else exact
            divergence = (np.exp(exact) * (exact - logs)).sum(axis=1)
            told = json.loads(strobe("perplexity", *common, "--file", options.file, "--json"))
            result[kind] = {"perplexity": told["perplexity"], "kl_mean": divergence.mean(), "kl_most": divergence.max(),
                            "same_best": float((exact.argmax(axis=1) == logs.argmax(axis=1)).mean())}
    return result


def show(result, options):
    print(f"\n{options.model}, prompt of {options.prefill} tokens, {options.decode} decoded")
    for kind in TYPES:
        parts = [kind.ljust(5)]
        for what in ("prefill", "decode"):
            if "speed" in result:
                ms, ratio = result["speed"][what][kind]["ms"], result["speed"][what][kind]["ratio"]
                parts.append(f"{what} {ms['median']:.2f} ms x{ratio['median']:.3f} [{ratio['least']:.3f} .. {ratio['most']:.3f}]")
        if "quality" in result:
            of = result["quality"][kind]
            parts.append(f"perplexity {of['perplexity']:.3f}, KL {of['kl_mean']:.2e} (most {of['kl_most']:.2e}), "
                         f"same token {100 * of['same_best']:.1f} %")
        print("  " + "  ".join(parts))
    if "speed" in result:
        print(f"  others used at most {result['speed']['foreign_most']:.2f} of a core; {result['speed']['rejected_rounds']} rounds thrown away")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="smollm2", help="smollm2 or gemma3-270m")
    parser.add_argument("--decode", type=int, default=64, help="greedy steps a round")
    parser.add_argument("--context", type=int, default=512, help="positions that Strobe is told to expect")
    parser.add_argument("--repeat", type=int, default=7, help="rounds, 0 for none")
    parser.add_argument("--file", type=pathlib.Path, default=decode.HERE / "oracle" / "long.txt", help="the text for quality")
    parser.add_argument("--positions", type=int, default=256, help="tokens of it whose logits are compared, 0 for none")
    decode.add_round_options(parser)
    options = parser.parse_args()
    decode.build()
    result = {"machine": decode.machine()}
    if options.repeat:
        result["speed"] = speed(options)
    if options.positions:
        result["quality"] = quality(options)
    show(result, options)
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
