#!/usr/bin/env python3
"""Thin a full set of reference trajectories: thin.py FULL OUT

FULL holds cases.csv, minibatch_order.csv, the schedules and the trajectory files that cases.csv names; see
README.md. Every case stays, with the rows that show where two programs part.
"""
import csv
import os
import sys

KEEP = {0, 1, 2, 3, 5, 10, 20, 50, 100, 150, 200, 300, 500, 1000}

full, out = sys.argv[1:]


def read(name):
    with open(os.path.join(full, name), encoding="ascii", newline="") as f:
        rows = list(csv.reader(f))
    return rows[0], rows[1:]


def write(name, header, rows):
    with open(os.path.join(out, name), "w", encoding="ascii", newline="") as f:
        writer = csv.writer(f, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


header, cases = read("cases.csv")
compared_to = {case[0]: int(case[header.index("cmp_t")]) for case in cases}
files = sorted({case[header.index("file")] for case in cases})
for case in cases:
    case[header.index("file")] = "trajectories.csv"
write("cases.csv", header, cases)

kept, columns = [], None
for name in files:
    columns, rows = read(name)
    for i, row in enumerate(rows):
        last = i + 1 == len(rows) or rows[i + 1][0] != row[0]
        t = int(row[1])
        if t in KEEP or t == compared_to[row[0]] or last:
            kept.append(row)
write("trajectories.csv", columns, kept)

for name in (
    "endpoints.csv",
    "minibatch_order.csv",
    "schedules_def.csv",
    "schedules.csv",
    "plateau_def.csv",
    "plateau.csv",
):
    write(name, *read(name))

header, steps = read("linesearch_aux.csv")
write("linesearch_aux.csv", header, [step for step in steps if int(step[1]) <= 25])
