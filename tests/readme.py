#!/usr/bin/env python3
"""Does the README's table have every key of the program, and are its pictures there and small?
readme.py README RAVINE"""
import os
import re
import subprocess
import sys

readme, ravine = sys.argv[1:]
with open(readme, encoding="utf-8") as file:
    text = file.read()
section = re.search(r"^## Keys\n(.*?)^## ", text, re.M | re.S)[1]
told = set(re.findall(r"`([^`]+)`", section))
listed = subprocess.run([ravine, "list", "keys"], capture_output=True, text=True, check=True).stdout
keys = []
for line in listed.splitlines():
    names = re.split(r" {2,}", line)[0]
    keys += names.replace("…", " ").replace("−", "-").replace("Shift-Tab", "Tab").split()
missing = [key for key in keys if key not in told]
for key in missing:
    print(f"the README's table of keys lacks `{key}`")
LARGEST = 150_000
pictures = re.findall(r"!\[[^]]+\]\(([^)]+)\)", text)
faults = []
for name in pictures:
    path = os.path.join(os.path.dirname(readme), name)
    if not os.path.isfile(path):
        faults.append(f"{name}: no such picture")
    elif os.path.getsize(path) > LARGEST:
        faults.append(f"{name}: {os.path.getsize(path)} bytes, more than {LARGEST}")
for fault in faults:
    print(fault)
print(f"{len(keys)} keys, {len(pictures)} pictures")
sys.exit(1 if missing or faults or len(keys) < 20 or len(pictures) < 5 else 0)
