#!/usr/bin/env python3
"""Every C file as clang-format leaves it: format.py ROOT [CLANG_FORMAT]

Another version than the one the files were made with lays some things out otherwise: then
the test is skipped.
"""
import glob
import os
import subprocess
import sys

VERSION = "version 14."
SKIPPED = 77

root, tool = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else ""
if not tool:
    print("no clang-format")
    sys.exit(SKIPPED)
version = subprocess.run([tool, "--version"], check=True, capture_output=True, text=True).stdout
if VERSION not in version:
    print(f"made with {VERSION}x, here is {version.strip()}")
    sys.exit(SKIPPED)
files = [path for top in ("include", "src", "tests") for end in ("c", "h")
         for path in glob.glob(os.path.join(root, top, "**", "*." + end), recursive=True)]
assert files
sys.exit(subprocess.run([tool, "--dry-run", "-Werror", *sorted(files)], check=False).returncode)
