"""Everything an index holds, asked of plan-search: units of all kinds, plans.

A unit is the record that the program prints; what a query compares is worked
out here from its fields.
"""
import json
import subprocess
import sys

from normal import Normal, norm
from numerals import unit_numbers

# Heads of columns that speak of indicators without naming them, and those that
# name rows where no head says 指标 (common/model/columns.c).
ABOUT = ("类", "属性", "性质", "单位", "值", "说明", "解释")
NAMED = ("名称", "项目")


def ask(command, statuses=(0, 1)):
    done = subprocess.run(command, capture_output=True, timeout=3600)
    if done.returncode not in statuses:
        sys.exit(f"{' '.join(command)}: ended with {done.returncode}: "
                 + done.stderr.decode(errors="replace").strip()[:2000])
    return done.stdout.decode()


def records(text):
    return [json.loads(line) for line in text.splitlines()]


def indicator_column(columns):
    """Of 一级指标 and 二级指标 the last one names the indicator."""
    named = [i for i, head in enumerate(columns)
             if "指标" in head and not any(word in head for word in ABOUT)]
    if named:
        return named[-1]
    others = [i for i, head in enumerate(columns)
              if any(word in head for word in NAMED)]
    return others[0] if others else None


class Unit:
    def __init__(self, record):
        self.id, self.kind = record["id"], record["kind"]
        self.plan, self.role = record["plan"], record["role"]
        self.original, self.lines = record["text"], record["lines"]
        self.normal = Normal(record["text"])
        self.text = self.normal.text
        self.path = [norm(label) for label in record["path"]]
        self.lead = norm(record["lead"] or "")
        self.caption, self.indicator = "", ""
        if self.kind == "caption":
            self.caption = self.text
        if self.kind == "row":
            self._read_table(record["table"])
        self.numbers = unit_numbers(record)

    def _read_table(self, table):
        self.caption = norm(table["caption"] or "")
        column = indicator_column(table["columns"])
        if column is not None and column < len(table["cells"]):
            self.indicator = norm(table["cells"][column])


class World:
    """units: of all kinds; plans: by id."""

    def __init__(self, program, db):
        common = ["--db", db, "--limit", "0", "--format", "jsonl"]
        found = records(ask([program, "extract", "units", *common]))
        found += records(ask(
            [program, "search", "kind:heading OR kind:title OR kind:caption",
             *common]))
        self.units = [Unit(record) for record in found]
        self.numbers = {unit.id: i for i, unit in enumerate(self.units)}
        self.everything = frozenset(range(len(self.units)))
        self.plans = {plan["id"]: plan for plan in records(
            ask([program, "plans", "--db", db, "--format", "jsonl"]))}
        for plan in self.plans.values():
            plan["normal"] = norm(plan["title"] or "")
