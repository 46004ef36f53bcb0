"""Prints the writer's golden texts as MLIR does, in the pretty and in the generic form.

StableHloForeignTextTest holds that all of them read as one program. The MLIR of jaxlib lacks the
dialect of quantised types.

    pip install "jax==0.10.2" "jaxlib==0.10.2"
    python mlir_forms.py ../resources/dev/strobe/ir/text
"""

import pathlib
import sys

from jax._src.interpreters import mlir
from jaxlib.mlir import ir


def main(folder):
    target = folder / "mlir"
    target.mkdir(exist_ok=True)
    for file in sorted(folder.glob("*.mlir")):
        text = file.read_text()
        if "!quant." in text:
            continue
        locations = text.startswith("// action: write full")
        with mlir.make_ir_context() as context:
            context.allow_unregistered_dialects = True
            module = ir.Module.parse(text)
            for form in ("pretty", "generic"):
                printed = module.operation.get_asm(
                    print_generic_op_form=form == "generic", enable_debug_info=locations
                )
                (target / f"{file.stem}.{form}.mlir").write_text(printed)


main(pathlib.Path(sys.argv[1]))
