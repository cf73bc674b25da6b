#!/usr/bin/env python3
"""Compile files into a C table: embed.py OUT SYMBOL FILE...

The table is `const struct embedded SYMBOL[]`, in the order of the files: the name (the file's
name without its ending), the bytes and a NUL behind them; `SYMBOL_count` is its length.
"""
import os
import sys

out, symbol, *files = sys.argv[1:]
with open(out, "w", encoding="ascii") as f:
    f.write('#include "embedded.h"\n\n')
    for i, path in enumerate(files):
        with open(path, "rb") as source:
            data = source.read() + b"\0"
        f.write(f"static const char file_{i}[] = {{\n")
        for k in range(0, len(data), 16):
            signed = ((b - 256 if b > 127 else b) for b in data[k : k + 16])
            f.write("    " + " ".join(f"{b}," for b in signed) + "\n")
        f.write("};\n\n")
    f.write(f"const struct embedded {symbol}[] = {{\n")
    for i, path in enumerate(files):
        name = os.path.splitext(os.path.basename(path))[0]
        f.write(f'    {{"{name}", file_{i}, sizeof file_{i} - 1}},\n')
    f.write(f"}};\nconst size_t {symbol}_count = {len(files)};\n")
