#!/usr/bin/env python3
"""Who may include whom: layers.py ROOT.

The engine knows no picture, the picture knows no terminal, the terminal knows no optimizer.
Every #include under ROOT/src and ROOT/include is held against the table below; the table
itself is tried first on a tree with one offence of each kind.
"""
import os
import re
import sys
import tempfile

# The layers of our own that each folder may include.
OWN = {
    "include": {"include"},
    "src/engine": {"include", "src/engine"},
    "src/scene": {"include", "src/scene"},
    "src/render": {"include", "src/render"},
    "src/ui": {"include", "src/scene", "src/render", "src/ui"},
    "src/tui": {"include", "src/scene", "src/render", "src/ui", "src/tui"},
    "src/cli": {"include", "src/scene", "src/render", "src/ui", "src/tui", "src/cli"},
}
# Tables that a script makes of files, for those who have them compiled in.
SHARED = {"src/embedded.h": {"src/engine", "src/scene"}}

# Headers that Meson makes, and whose they are.
MADE = {"views.h": "src/ui"}

# Whose headers are whose: any other in angle brackets is the system's.
LIBRARIES = {
    "curses": (r"n?curses\w*/?.*\.h|term\.h|panel\.h", {"src/tui"}),
    "libyaml": (r"yaml\.h", {"src/scene"}),
    "libcsv": (r"csv\.h", {"src/engine"}),
    "SLEEF": (r"sleef\w*\.h", {"src/engine"}),
    "cairo": (r"cairo.*\.h", {"src/render"}),
    "Random123": (r"Random123/.*", {"src/engine"}),
}
# All that the public API needs from outside.
C_HEADERS = {"float", "inttypes", "limits", "math", "stdarg", "stdbool", "stddef", "stdint"}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)


def layer_of(path):
    parts = path.split("/")
    if parts[0] == "include":
        return "include"
    return "/".join(parts[:2]) if len(parts) > 2 else path


def resolve(root, path, name, quoted):
    """The file in the tree that @name means in @path, or None."""
    places = ["include", "src"]
    if quoted:
        places.insert(0, os.path.dirname(path))
    for place in places:
        found = os.path.normpath(os.path.join(place, name))
        if os.path.isfile(os.path.join(root, found)):
            return found
    return None


def library_fault(layer, name):
    for library, (pattern, users) in LIBRARIES.items():
        if re.fullmatch(pattern, name) and layer not in users:
            return f"{library} belongs to {', '.join(sorted(users))}"
    if layer == "include" and name[:-2] not in C_HEADERS:
        return "the public API needs only C's own headers"
    return None


def fault_of(root, path, name, quoted):
    layer = layer_of(path)
    found = resolve(root, path, name, quoted)
    if found is None and quoted:
        return None if MADE.get(name) == layer else "no such file in the tree"
    if found is None:
        return library_fault(layer, name)
    if found in SHARED:
        return None if layer in SHARED[found] else f"{layer} may not include {found}"
    if layer_of(found) in OWN.get(layer, set()):
        return None
    return f"{layer} may not include {layer_of(found)}"


def sources(root):
    for top in ("include", "src"):
        for folder, _, names in os.walk(os.path.join(root, top)):
            for name in sorted(names):
                if name.endswith((".c", ".h", ".inc")):
                    yield os.path.relpath(os.path.join(folder, name), root)


def check(root):
    """All offences under @root, as file:line: what is wrong; and how many files there are."""
    faults, n = [], 0
    for path in sources(root):
        n += 1
        with open(os.path.join(root, path), encoding="utf-8") as file:
            text = file.read()
        for match in INCLUDE.finditer(text):
            fault = fault_of(root, path, match[2], match[1] == '"')
            if fault:
                line = text.count("\n", 0, match.start(1)) + 1
                faults.append(f"{path}:{line}: {match[2]}: {fault}")
    return faults, n


ALLOWED = {
    "include/ravine/a.h": "#include <stddef.h>\n#include <ravine/b.h>\n",
    "include/ravine/b.h": "",
    "src/embedded.h": "",
    "src/engine/a.c": '#include <sleef.h>\n#include "b.h"\n#include "engine/b.h"\n',
    "src/engine/b.h": "#include <ravine/a.h>\n",
    "src/engine/deep/c.c": '#include "../b.h"\n#include "embedded.h"\n',
    "src/scene/a.h": "#include <yaml.h>\n",
    "src/render/a.h": "#include <cairo.h>\n#include <math.h>\n",
    "src/ui/a.h": '#include "render/a.h"\n#include "scene/a.h"\n',
    "src/ui/b.c": '#include "views.h"\n',
    "src/tui/a.c": '#include <curses.h>\n#include <term.h>\n#include "ui/a.h"\n',
    "src/cli/main.c": '#include "ui/a.h"\n#include "scene/a.h"\n#include <stdio.h>\n',
}
FORBIDDEN = [
    ("src/engine/a.c", "#include <curses.h>"),
    ("src/engine/a.c", "#include <ncursesw/curses.h>"),
    ("src/engine/a.c", '  #  include "render/a.h"'),
    ("src/engine/deep/c.c", '#include "../../scene/a.h"'),
    ("src/scene/a.h", '#include "engine/b.h"'),
    ("src/scene/a.h", "#include <sleef.h>"),
    ("src/render/a.h", '#include "ui/a.h"'),
    ("src/render/a.h", "#include <term.h>"),
    ("src/render/a.h", '#include "embedded.h"'),
    ("src/ui/a.h", "#include <curses.h>"),
    ("src/ui/a.h", "#include <cairo-pdf.h>"),
    ("src/ui/a.h", '#include "engine/b.h"'),
    ("src/tui/a.c", '#include "views.h"'),
    ("src/tui/a.c", '#include "../engine/b.h"'),
    ("src/tui/a.c", "#include <engine/b.h>"),
    ("src/cli/main.c", "#include <curses.h>"),
    ("src/cli/main.c", '#include "engine/b.h"'),
    ("src/cli/main.c", '#include "nowhere.h"'),
    ("src/other/a.c", "#include <ravine/a.h>"),
    ("include/ravine/b.h", "#include <unistd.h>"),
    ("include/ravine/b.h", '#include "engine/b.h"'),
]


def write_tree(root, files):
    for path, text in files.items():
        os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
        with open(os.path.join(root, path), "w", encoding="utf-8") as file:
            file.write(text)


def try_out():
    """Does the check pass what is allowed, and each offence alone not?"""
    with tempfile.TemporaryDirectory() as root:
        write_tree(root, ALLOWED)
        faults, _ = check(root)
        if faults:
            return ["refused what is allowed: " + fault for fault in faults]
    missed = []
    for path, line in FORBIDDEN:
        with tempfile.TemporaryDirectory() as root:
            files = dict(ALLOWED)
            files[path] = files.get(path, "") + line + "\n"
            write_tree(root, files)
            faults, _ = check(root)
            if len(faults) != 1 or not faults[0].startswith(path + ":"):
                missed.append(f"did not find {line} in {path}: {faults}")
    return missed


def main():
    missed = try_out()
    faults, n = check(sys.argv[1])
    if n == 0:
        faults.append(f"{sys.argv[1]}: no sources here")
    for line in missed + faults:
        print(line, file=sys.stderr)
    print(f"{n} files, {len(FORBIDDEN)} kinds of offence tried, {len(faults)} found")
    return 1 if missed or faults else 0


if __name__ == "__main__":
    sys.exit(main())
