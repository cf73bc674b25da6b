#!/usr/bin/env python3
"""Compile a fuzz target with clang, libFuzzer and the sanitizers, whatever compiler the
project itself is built with: build.py OUT DEPFILE CLANG SOURCE... -- FLAG...

What is compiled stands beside OUT; the depfile names every header that was read.
"""
import os
import subprocess
import sys

SANITIZE = "address,undefined,float-cast-overflow"
FLAGS = ["-g", "-O1", "-std=c17", "-D_GNU_SOURCE", "-ffp-contract=off", "-fno-math-errno",
         "-fno-trapping-math", "-fno-sanitize-recover=all", "-w"]


def dependencies(path):
    with open(path, encoding="utf-8") as file:
        text = file.read().replace("\\\n", " ")
    return text.split(":", 1)[1].split()


def main():
    out, depfile, clang = sys.argv[1:4]
    end = sys.argv.index("--")
    sources = [s for s in sys.argv[4:end] if s.endswith(".c")]
    flags, libraries = [], []
    for word in sys.argv[end + 1:]:
        (libraries if word.startswith("-l") else flags).append(word)
    folder = out + ".p"
    os.makedirs(folder, exist_ok=True)
    objects, read = [], set()
    for i, source in enumerate(sources):
        objects.append(os.path.join(folder, f"{i}-{os.path.basename(source)}.o"))
        subprocess.run([clang, *FLAGS, *flags, f"-fsanitize=fuzzer-no-link,{SANITIZE}",
                        "-MD", "-c", source, "-o", objects[-1]], check=True)
        read.update(dependencies(objects[-1][:-2] + ".d"))
    subprocess.run([clang, f"-fsanitize=fuzzer,{SANITIZE}", *objects, "-o", out,
                    *libraries], check=True)
    with open(depfile, "w", encoding="utf-8") as file:
        file.write(out + ": " + " ".join(sorted(read)) + "\n")


main()
