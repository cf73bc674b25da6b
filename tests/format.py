#!/usr/bin/env python3
"""Is every C file laid out as .clang-format says? format.py ROOT [CLANG-FORMAT]

Skipped (77) without clang-format 14: other versions lay out some lines otherwise.
"""
import os
import re
import subprocess
import sys

SKIP = 77
VERSION = 14


def version_of(program):
    try:
        text = subprocess.run([program, "--version"], capture_output=True, text=True).stdout
    except OSError:
        return None
    found = re.search(r"version (\d+)", text)
    return int(found[1]) if found else None


def c_files(root):
    for top in ("include", "src", "tests"):
        for folder, _, names in os.walk(os.path.join(root, top)):
            for name in sorted(names):
                if name.endswith((".c", ".h")):
                    yield os.path.join(folder, name)


def main():
    root = sys.argv[1]
    program = sys.argv[2] if len(sys.argv) > 2 else "clang-format"
    version = version_of(program)
    if version != VERSION:
        print(f"skipped: clang-format {VERSION} decides, here is {version or 'none'}")
        return SKIP
    files = list(c_files(root))
    run = subprocess.run(
        [program, "--dry-run", "-Werror", *files], capture_output=True, text=True
    )
    if run.returncode:
        names = re.findall(r"^(.+?):\d+:\d+: error", run.stderr, re.M)
        for name in sorted(set(names)):
            print(f"{os.path.relpath(name, root)}: run clang-format -i on it")
        print(run.stderr if not names else "")
    print(f"{len(files)} files")
    return 1 if run.returncode or not files else 0


if __name__ == "__main__":
    sys.exit(main())
