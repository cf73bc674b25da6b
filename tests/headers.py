#!/usr/bin/env python3
"""Compile public headers alone: headers.py INCLUDE HEADER... -- COMPILER...

Each is included twice and first, by a strict C17 compiler: it must bring what it needs and
guard itself.
"""
import subprocess
import sys

STRICT = ["-std=c17", "-pedantic-errors", "-Wall", "-Wextra", "-Werror", "-fsyntax-only"]


def complaint(include, header, compiler):
    """What the compiler says about @header, or '' where it is content."""
    text = f"#include <{header}>\n#include <{header}>\nint main(void) {{ return 0; }}\n"
    run = subprocess.run(
        [*compiler, *STRICT, "-I", include, "-x", "c", "-"],
        input=text, capture_output=True, text=True,
    )
    return run.stderr or f"status {run.returncode}" if run.returncode else ""


def main():
    cut = sys.argv.index("--")
    include, headers, compiler = sys.argv[1], sys.argv[2:cut], sys.argv[cut + 1 :]
    failed = 0
    for header in headers:
        text = complaint(include, header, compiler)
        failed += text != ""
        print(f"{header}: {text or 'fine'}")
    if not complaint(include, "ravine/no-such-header.h", compiler):
        print("a header that is not there compiled too: nothing was tried")
        return 1
    return 1 if failed or not headers else 0


if __name__ == "__main__":
    sys.exit(main())
