#!/usr/bin/env python3
"""The layers: which folder may include what. layers.py ROOT

The engine knows no picture, the picture knows no terminal, the terminal knows no
optimizer. Every include of every source and header is looked up and held against the
table; libraries belong to one folder each.
"""
import os
import re
import sys

ALLOWED = {
    "include/ravine": {"include/ravine"},
    "src/engine": {"include/ravine", "src/engine", "src"},
    "src/scene": {"include/ravine", "src/scene", "src"},
    "src/render": {"include/ravine", "src/render"},
    "src/ui": {"include/ravine", "src/scene", "src/render", "src/ui"},
    "src/tui": {"include/ravine", "src/scene", "src/render", "src/ui", "src/tui"},
    "src/cli": {"include/ravine", "src/scene", "src/render", "src/ui", "src/tui", "src/cli"},
    "src": set(),
}
LIBRARIES = {
    r"(n?curses|term|panel|termcap)\.h|ncurses.*": {"src/tui"},
    r"(termios|sys/ioctl|poll|signal)\.h": {"src/tui", "src/cli"},
    r"yaml\.h": {"src/scene"},
    r"(csv|sleef)\.h|Random123/.*": {"src/engine"},
}
# Made by the build, in the folder named.
GENERATED = {"views.h": "src/ui", "lists.h": "src/engine"}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)


def layer(path):
    """The row of the table that @path, relative to the root, belongs to."""
    if path == "src":
        return path
    rows = [row for row in ALLOWED if row != "src" and (path + "/").startswith(row + "/")]
    return rows[0] if rows else None


def find(root, folder, name):
    for base in (folder, "src", "include"):
        path = os.path.normpath(os.path.join(base, name))
        if os.path.exists(os.path.join(root, path)):
            return path
    return None


def fault(root, folder, bracket, name):
    """What is wrong with this include in @folder; None: nothing."""
    own = layer(folder)
    for pattern, owners in LIBRARIES.items():
        if re.fullmatch(pattern, name):
            return None if own in owners else f"<{name}> belongs to {', '.join(sorted(owners))}"
    path = find(root, folder, name)
    if path is None:
        if bracket == "<" or GENERATED.get(os.path.basename(name)) == own:
            return None
        return f'"{name}" is nowhere'
    target = layer(os.path.dirname(path))
    if target in ALLOWED[own]:
        return None
    return f"{path}: {own} may not include {target}"


def sources(root):
    for top in ("include", "src"):
        for folder, _, names in os.walk(os.path.join(root, top)):
            for name in sorted(names):
                if name.endswith((".c", ".h", ".inc")):
                    yield os.path.relpath(os.path.join(folder, name), root)


def main():
    root = sys.argv[1]
    faults = looked_at = 0
    for path in sources(root):
        folder = os.path.dirname(path)
        with open(os.path.join(root, path), encoding="utf-8") as source:
            text = source.read()
        if layer(folder) is None:
            print(f"{path}: a folder that is in no layer")
            faults += 1
            continue
        for match in INCLUDE.finditer(text):
            looked_at += 1
            what = fault(root, folder, match[1], match[2])
            if what:
                line = text.count("\n", 0, match.start(2)) + 1
                print(f"{path}:{line}: {what}")
                faults += 1
    print(f"{looked_at} includes, {faults} faults")
    return 1 if faults or looked_at == 0 else 0


sys.exit(main())
