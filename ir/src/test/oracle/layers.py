"""Writes layers.txt.gz from numeric goldens of layers and attention kept outside the project.

A line is `name|inputs|result|tolerances`, tensors as `type=hex` joined by `;`, tolerances as `abs,rel`
in f64, then in f32.

    python layers.py FOLDER_OF_GOLDENS ../resources/dev/strobe/ir/interpret/layers.txt.gz
"""
import gzip
import json
import sys

import numpy as np

from oracle import DTYPES, host_bytes, tensor

PICKED = {
    "d_layers/activations": {"gelu_tanh": ["x"], "silu": ["x"]},
    "d_layers/glu_2x6x8": {"geglu_tanh": ["x", "Wg", "Wu", "Wd"], "swiglu": ["x", "Wg", "Wu", "Wd"]},
    "d_layers/norm_2x6": {"rms_gemma_eps1e-06": ["x", "w"], "layernorm_eps1e-05": ["x", "w"]},
    "d_layers/rope_theta10000_D8_f1_r1": {"rotate_half": ["x", "positions"]},
    "d_layers/softcap": {"cap30": ["x"]},
    "c_attention/local_q2kv1_M3N15D4_w5_cap50": {"out": ["q", "k", "v"]},
    "c_attention/local_q4kv2_M12N12D8_w4": {"out": ["q", "k", "v"]},
}


def show(array):
    values = np.array(array["data"], DTYPES[array["dtype"]]).reshape(array["shape"])
    return f"{tensor(values)}={host_bytes(values).hex()}"


if __name__ == "__main__":
    lines = []
    for file, picked in PICKED.items():
        golden = json.load(open(f"{sys.argv[1]}/{file}.json"))
        for name, inputs in picked.items():
            tolerance = golden["tol"][name]
            bounds = ",".join(str(tolerance[kind][what]) for kind in ("f64", "f32") for what in ("abs", "rel"))
            label = golden["case"] if name == "out" else name
            lines.append("|".join([label, ";".join(show(golden["inputs"][i]) for i in inputs),
                                   show(golden["expected"][name]), bounds]))
    with open(sys.argv[2], "wb") as out:
        out.write(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))
    print(len(lines), "cases")
