#!/usr/bin/env python3
"""A bounded run of a fuzz target: run.py TARGET CORPUS DICTIONARY [RUNS]

The corpus is read and not written to; what is found on the way goes to a folder that is
thrown away, an input that breaks the target stays in the working folder. The numbers
drawn are the same every time, so that the suite says the same every time.
"""
import shutil
import subprocess
import sys
import tempfile


def main():
    target, corpus, dictionary = sys.argv[1:4]
    runs = sys.argv[4] if len(sys.argv) > 4 else "20000"
    found = tempfile.mkdtemp(prefix="fuzz-")
    try:
        command = [target, f"-runs={runs}", "-seed=1", "-timeout=10", "-rss_limit_mb=1024",
                   "-max_len=1200", f"-dict={dictionary}", "-print_final_stats=1",
                   found, corpus]
        return subprocess.run(command, check=False).returncode
    finally:
        shutil.rmtree(found)


sys.exit(main())
