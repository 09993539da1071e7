#!/usr/bin/env python3
"""Hold targets against a list made by hand.

usage: tests/oracle/targets.py PLAN_SEARCH DB [LIST [PLAN…]]

LIST (default: targets.tsv beside this file) is a table with a head line; it has
id, value and what else is to be judged of relation, unit, year and indicator.
A record is found when a record of the same paragraph agrees with it in value,
or else in all the rest.  Prints precision (of what the program puts out) and
recall (of the list) of records and of each field, for every plan that the list
names and for all; what is missing, superfluous or different is shown.  The
status is 1 when one of them is below 0.9.
"""
import json
import os
import re
import subprocess
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
FIELDS = ("indicator", "relation", "value", "unit", "year")
WANTED = 0.9


def plain(text):
    text = unicodedata.normalize("NFKC", re.sub(r"\s", "", text or ""))
    return text.casefold()


def read_list(path):
    with open(path, encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file
                 if line.strip() and not line.startswith("#")]
    head = lines[0].split("\t")
    return head, [dict(zip(head, line.split("\t"))) for line in lines[1:]]


def same(field, want, got):
    if field == "value":
        return abs(float(want) - got) <= 1e-9 * max(1, abs(got))
    if field == "indicator":  # one may say a little more than the other
        want, got = plain(want), plain(got)
        return want in got or got in want
    return plain(str(want)) == plain("" if got is None else str(got))


def pair(wanted, found, fields):
    """Pairs of records that are meant to be the same: those that agree in most
    fields first."""
    ranked = sorted(
        ((sum(same(f, w[f], g[f]) for f in fields), -i, -j)
         for i, w in enumerate(wanted) for j, g in enumerate(found)
         if w["id"] == g["id"]), reverse=True)
    pairs, used, taken = [], set(), set()
    for score, i, j in ranked:
        i, j = -i, -j
        close = (same("value", wanted[i]["value"], found[j]["value"]) or
                 score >= len(fields) - 1)
        if close and i not in used and j not in taken:
            used.add(i)
            taken.add(j)
            pairs.append((wanted[i], found[j]))
    return (pairs, [w for i, w in enumerate(wanted) if i not in used],
            [g for j, g in enumerate(found) if j not in taken])


def share(part, whole):
    return part / whole if whole else 1.0


def report(name, wanted, found, fields):
    """Prints the marks of a plan; false when one is too low."""
    pairs, missing, more = pair(wanted, found, fields)
    marks = {"records": len(pairs)}
    for field in fields:
        marks[field] = sum(same(field, w[field], g[field]) for w, g in pairs)
    print(f"{name}: {len(wanted)} wanted, {len(found)} found; "
          "precision and recall of " + ", ".join(
              f"{key} {share(n, len(found)):.3f} {share(n, len(wanted)):.3f}"
              for key, n in marks.items()))
    for record in missing:
        print("  missing", record)
    for record in more:
        print("  more", json.dumps(record, ensure_ascii=False))
    for w, g in pairs:
        wrong = [f for f in fields if not same(f, w[f], g[f])]
        if wrong:
            print("  differs in", ", ".join(wrong), w,
                  json.dumps(g, ensure_ascii=False))
    return all(share(n, max(len(found), len(wanted))) >= WANTED
               for n in marks.values())


def main():
    program, db, *rest = sys.argv[1:]
    path = rest[0] if rest else os.path.join(HERE, "targets.tsv")
    head, wanted = read_list(path)
    fields = [f for f in FIELDS if f in head]
    done = subprocess.run([program, "targets", "--db", db, "--format", "jsonl",
                           "--quiet"], capture_output=True, text=True,
                          check=False)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    plans = rest[1:] or sorted({w["id"].split("/")[0] for w in wanted})
    fine, all_wanted, all_found = True, [], []
    for plan in plans:
        mine = [w for w in wanted if w["id"].startswith(plan + "/")]
        found = [r for r in records if r["plan"] == plan]
        fine &= report(plan, mine, found, fields)
        all_wanted += mine
        all_found += found
    fine &= report("all", all_wanted, all_found, fields)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
