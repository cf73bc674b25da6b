#!/usr/bin/env python3
"""Compile terminal descriptions into C: terminfo.py OUT TIC SOURCE NAME...

Each NAME of SOURCE becomes `const char terminfo_NAME[]` (with _ for -), in the form
ncurses reads from the variable TERMINFO: "hex:" and the compiled entry. Without a
compiler of descriptions (TIC empty), or when it fails, the text is empty and the program
uses the terminal's own entry.
"""
import glob
import os
import subprocess
import sys
import tempfile

out, tic, source, *names = sys.argv[1:]


def compiled(folder, name):
    paths = glob.glob(os.path.join(folder, "*", name))
    if not paths:
        return ""
    with open(paths[0], "rb") as entry:
        return "hex:" + entry.read().hex()


with tempfile.TemporaryDirectory() as folder:
    if tic:
        subprocess.run([tic, "-x", "-o", folder, source], check=False)
    with open(out, "w", encoding="ascii") as f:
        f.write('#include "tui/terminfo.h"\n')
        for name in names:
            text = compiled(folder, name)
            f.write(f"\nconst char terminfo_{name.replace('-', '_')}[] =")
            for k in range(0, max(len(text), 1), 76):
                f.write(f'\n    "{text[k:k + 76]}"')
            f.write(";\n")
