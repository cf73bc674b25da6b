#!/usr/bin/env python3
"""Compile a fuzz target with clang, libFuzzer and the sanitizers, whatever compiler the
project itself is built with: build.py OUT DEPFILE CLANG SOURCE... -- FLAG...

What is compiled stands beside OUT and is only compiled again when a file that was read for
it has changed; the depfile names them all.
"""
import concurrent.futures
import os
import subprocess
import sys

SANITIZE = "address,undefined,float-cast-overflow"
FLAGS = ["-g", "-O1", "-std=c17", "-D_GNU_SOURCE", "-ffp-contract=off", "-fno-math-errno",
         "-fno-trapping-math", "-fno-sanitize-recover=all", "-w"]

# Rules never see what a user wrote, and their many drivers take a minute with sanitizers.
PLAIN = os.path.join("engine", "optimizer", "")


def dependencies(path):
    with open(path, encoding="utf-8") as file:
        text = file.read().replace("\\\n", " ")
    return text.split(":", 1)[1].split()


def is_fresh(built):
    """Is an object newer than this file and all that was read to make it?"""
    if not os.path.exists(built) or not os.path.exists(built[:-2] + ".d"):
        return False
    made = os.path.getmtime(built)
    return all(os.path.exists(path) and os.path.getmtime(path) <= made
               for path in [__file__, *dependencies(built[:-2] + ".d")])


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

    def build(source):
        built = os.path.join(folder, source.replace("../", "").replace("/", "_") + ".o")
        watch = [] if PLAIN in source else [f"-fsanitize=fuzzer-no-link,{SANITIZE}"]
        if not is_fresh(built):
            subprocess.run([clang, *FLAGS, *flags, *watch, "-MD", "-c", source, "-o",
                            built], check=True)
        return built

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        objects = list(pool.map(build, sources))
    for built in objects:
        read.update(dependencies(built[:-2] + ".d"))
    subprocess.run([clang, f"-fsanitize=fuzzer,{SANITIZE}", *objects, "-o", out,
                    *libraries], check=True)
    with open(depfile, "w", encoding="utf-8") as file:
        file.write(out + ": " + " ".join(sorted(read)) + "\n")


main()
