#!/usr/bin/env python3
"""Each public header compiles alone: headers.py INCLUDE CC..."""
import glob
import os
import subprocess
import sys
import tempfile

include, *cc = sys.argv[1:]
headers = sorted(glob.glob(os.path.join(include, "ravine", "*.h")))
assert headers
failed = 0
for header in headers:
    name = os.path.relpath(header, include)
    with tempfile.NamedTemporaryFile("w", suffix=".c") as source:
        # Twice: it has to be guarded.
        source.write(f"#include <{name}>\n#include <{name}>\nint main(void) {{ return 0; }}\n")
        source.flush()
        command = [*cc, "-std=c17", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only",
                   "-I", include, source.name]
        failed += subprocess.run(command, check=False).returncode != 0
sys.exit(1 if failed else 0)
