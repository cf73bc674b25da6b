#!/usr/bin/env python3
"""Write the registries: registry.py OUT --optimizers ID... --surfaces ID... --schedules ID...

Each id names a constant `rv_optimizer_ID`, `rv_surface_ID` or `rv_schedule_ID`, defined at the bottom of the
file of that name; the order of the ids is that of the registry.
"""
import argparse

parser = argparse.ArgumentParser()
parser.add_argument("out")
parser.add_argument("--optimizers", nargs="*", default=[])
parser.add_argument("--surfaces", nargs="*", default=[])
parser.add_argument("--schedules", nargs="*", default=[])
arguments = parser.parse_args()

TEMPLATE = """
{externs}

static const struct rv_{noun} *const {noun}s[] = {{
{rows}
}};

size_t
rv_{noun}_count(void)
{{
    return sizeof {noun}s / sizeof {noun}s[0];
}}

const struct rv_{noun} *
rv_{noun}_at(size_t i)
{{
    return i < rv_{noun}_count() ? {noun}s[i] : NULL;
}}

int
rv_{noun}_find(const char *id)
{{
    for (size_t i = 0; i < rv_{noun}_count(); i++)
        if (strcmp({noun}s[i]->id, id) == 0)
            return (int)i;
    return -1;
}}
"""

with open(arguments.out, "w", encoding="ascii") as out:
    out.write("#include <string.h>\n\n#include <ravine/ravine.h>\n")
    for noun, ids in (
        ("optimizer", arguments.optimizers),
        ("surface", arguments.surfaces),
        ("schedule", arguments.schedules),
    ):
        externs = "\n".join(f"extern const struct rv_{noun} rv_{noun}_{i};" for i in ids)
        rows = "\n".join(f"    &rv_{noun}_{i}," for i in ids)
        out.write(TEMPLATE.format(noun=noun, externs=externs, rows=rows))
    words = ", ".join(f'"{i}"' for i in arguments.schedules)
    out.write('\n#include "engine/racer.h"\n\n')
    out.write(f"const char *const schedule_ids[] = {{{words}, NULL}};\n")
