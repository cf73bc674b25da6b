#!/usr/bin/env python3
"""Does the README's table have every key of the program? readme.py README RAVINE"""
import re
import subprocess
import sys

readme, ravine = sys.argv[1:]
with open(readme, encoding="utf-8") as file:
    section = re.search(r"^## Keys\n(.*?)^## ", file.read(), re.M | re.S)[1]
told = set(re.findall(r"`([^`]+)`", section))
listed = subprocess.run([ravine, "list", "keys"], capture_output=True, text=True, check=True).stdout
keys = []
for line in listed.splitlines():
    names = re.split(r" {2,}", line)[0]
    keys += names.replace("…", " ").replace("−", "-").replace("Shift-Tab", "Tab").split()
missing = [key for key in keys if key not in told]
for key in missing:
    print(f"the README's table of keys lacks `{key}`")
print(f"{len(keys)} keys")
sys.exit(1 if missing or len(keys) < 20 else 0)
