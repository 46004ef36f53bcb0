"""Makes resources/template/cases.json: what transformers' Jinja renders for each case.

A case's template is a name among the file's templates or the text itself.

    python template_fixtures.py ../resources/template/cases.json

Needs Python 3.11 or later with transformers==5.23.0 and jinja2==3.1.6 (pip).
"""

import json
import sys

from transformers.utils.chat_template_utils import _compile_jinja_template

from template_chats import CHATS, TEMPLATES
from template_expressions import BLOCKS, CONTEXT, EXPRESSIONS


def outcome(template, variables):
    try:
        return {"expected": _compile_jinja_template(template).render(**json.loads(json.dumps(variables)))}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


def cases():
    for text in EXPRESSIONS:
        template = "{{ " + text + " }}"
        yield {"template": template, "variables": "table"} | outcome(template, CONTEXT)
    for template in BLOCKS:
        yield {"template": template, "variables": "table"} | outcome(template, CONTEXT)
    for name, template in TEMPLATES.items():
        for chat, variables in CHATS.items():
            yield {"template": name, "variables": chat} | outcome(template, variables)


def members(entries):
    return "{\n" + ",\n".join(f"{dumped(name)}: {dumped(value)}" for name, value in entries.items()) + "\n}"


def dumped(value):
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        out.write('{"variables": ' + members({"table": CONTEXT} | CHATS))
        out.write(',\n"templates": ' + members(TEMPLATES))
        out.write(',\n"cases": [\n' + ",\n".join(map(dumped, cases())) + "\n]}\n")
