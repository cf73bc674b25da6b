#!/usr/bin/env python3
"""Does the test of layers see a fault? test_layers.py LAYERS.PY"""
import os
import subprocess
import sys
import tempfile


def run(files):
    with tempfile.TemporaryDirectory() as root:
        for path, text in files.items():
            os.makedirs(os.path.join(root, os.path.dirname(path)), exist_ok=True)
            with open(os.path.join(root, path), "w", encoding="utf-8") as out:
                out.write(text)
        return subprocess.run([sys.executable, sys.argv[1], root], check=False,
                              stdout=subprocess.DEVNULL).returncode


GOOD = {"include/ravine/a.h": "#include <stdint.h>\n", "src/ui/b.h": '#include <ravine/a.h>\n',
        "src/tui/c.c": '#include "ui/b.h"\n#include <curses.h>\n'}
BAD = (
    {"src/engine/x.c": "#include <curses.h>\n"},
    {"src/render/x.c": '#include "ui/b.h"\n'},
    {"src/ui/x.c": '#include "../engine/y.h"\n', "src/engine/y.h": ""},
    {"src/ui/x.c": "# include <termios.h>\n"},
    {"include/ravine/x.h": '#include "ui/b.h"\n'},
    {"src/new/x.c": ""},
)
assert run(GOOD) == 0
for files in BAD:
    assert run({**GOOD, **files}) == 1, files
