#!/usr/bin/env python3
"""Count what the suites of build folders said: count.py BUILD...

A folder counts as one test, passed when everything in it has compiled. A cmocka program counts case by case, any other test as one. A program that failed without
a failed case (it crashed, ran out of time, or a sanitizer objected) counts as one more
failure. The last line is "N passed, N failed"; the status is 1 when something failed.
"""
import json
import os
import re
import sys


def cases(test):
    text = test.get("stdout", "") + test.get("stderr", "")
    passed = len(re.findall(r"^\[ +OK \]", text, re.M))
    failed = len(re.findall(r"^\[  FAILED  \] \w+$", text, re.M))
    # cmocka names each failed case twice: where it failed and in the summary.
    summary = re.search(r"^\[  FAILED  \] (\d+) test", text, re.M)
    if summary:
        failed = int(summary.group(1))
    return passed, failed


def count(test):
    passed, failed = cases(test)
    result = test["result"]
    if result == "SKIP":
        return passed, failed
    good = result in ("OK", "EXPECTEDFAIL")
    if not good and failed == 0:
        failed = 1
    if good and passed + failed == 0:
        passed = 1
    return passed, failed


def results(build):
    """(name, (passed, failed)) of the compilation and of each test that has run."""
    compiled = os.path.exists(os.path.join(build, "compiled"))
    yield "compilation", (1, 0) if compiled else (0, 1)
    path = os.path.join(build, "meson-logs", "testlog.json")
    if not compiled or not os.path.exists(path):
        return
    with open(path, encoding="utf-8") as log:
        for line in log:
            test = json.loads(line)
            yield test["name"], count(test)


def main():
    passed = failed = 0
    for build in sys.argv[1:]:
        for name, (good, bad) in results(build):
            passed += good
            failed += bad
            if bad:
                print(f"failed in {build}: {name} ({bad})")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
