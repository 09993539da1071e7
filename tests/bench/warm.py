"""Warm search on the law articles: drawn queries, ours and every peer in turns.

Exact queries are asked of all engines, Boolean, NEAR and loose ones of ours
alone, in the same process, whose peak memory is taken.  Hits are held against
draw's scan; only an engine that means to be exact and is not makes the run
fail.
"""
import os
import statistics

import peers
from turns import Failed, merge, percentile, spawn

DRAW = os.path.join(os.path.dirname(os.path.abspath(__file__)), "draw")
QUESTIONS = 200  # of the judged ones, the first
RUNS = 9         # repetitions of a query within a pass
KINDS = ("exact", "boolean", "near", "loose")


def write_questions(source, path):
    """The first questions as queries of the kind L; False when none are there."""
    if not os.path.exists(source):
        return False
    with open(source, encoding="utf-8") as lines, \
            open(path, "w", encoding="utf-8") as out:
        for line, _ in zip(lines, range(QUESTIONS)):
            out.write("L\t" + line.rstrip("\n").split("\t", 1)[1] + "\n")
    return True


def read_hits(path):
    with open(path, encoding="utf-8") as lines:
        return [int(line) for line in lines]


class Warm:
    def __init__(self, bench, shared):
        self.bench, self.peaks = bench, []
        spawn([DRAW, bench.at("laws.txt"), bench.folder])
        self.files = {kind: bench.at(kind + ".tsv") for kind in KINDS}
        if not write_questions(os.path.join(shared, "bench", "stard", "queries.tsv"),
                               self.files["loose"]):
            del self.files["loose"]
            print("skipped: loose search, no questions")
        self.drivers = peers.Drivers(os.path.join(shared, "bench", "peers"),
                                     bench.folder)
        self.peers = []
        if os.path.isdir(self.drivers.sources):
            self.peers = peers.build(self.drivers, bench.at("laws.txt"))
        else:
            print("skipped: other peers, no", self.drivers.sources)

    def ask_ours(self):
        output = self.bench.at("answers")
        spawn([self.bench.warm, self.bench.at("laws"), str(RUNS),
               *self.files.values()], output)
        with open(output, encoding="utf-8") as lines:
            rows = [line.rstrip("\n").split("\t") for line in lines]
        self.peaks.append(int(rows.pop()[1]) * 1024)
        return rows

    def ask_fts5(self):
        output = self.bench.at("answers")
        spawn([self.bench.fts5, "search", self.bench.at("laws.fts5"),
               self.files["exact"], str(RUNS)], output)
        with open(output, encoding="utf-8") as lines:
            return [line.rstrip("\n").split("\t") for line in lines]

    def engines(self):
        """(name, is it exact, asks it) of all, ours first."""
        yield "ours", True, self.ask_ours
        yield "FTS5, our driver", True, self.ask_fts5
        for peer, db in self.peers:
            yield peer.name, peer.exact, lambda peer=peer, db=db: peers.ask(
                self.drivers, peer, db, self.files["exact"], RUNS)

    def check(self, name, kind, rows, exact):
        """How many of the queries have the hits of the scan."""
        truth = read_hits(self.bench.at(kind + ".hits"))
        wrong = [(row, hits) for row, hits in zip(rows, truth)
                 if row["hits"] != hits]
        if exact:
            for row, hits in wrong:
                self.bench.wrong = True
                print(f"hits differ: {name}: {row['query']}: {row['hits']},"
                      f" a scan {hits}")
        return f"{len(truth) - len(wrong)} of {len(truth)}"


def figures(rows, key):
    return [percentile([row[key] for row in rows], share) for share in (50, 95)]


def show(what, p50, p95="", right="", goal=""):
    print(f"{what:<48}{p50:>10}{p95:>10}{right:>12}  {goal}".rstrip(), flush=True)


def show_times(what, rows, key, right="", goal=""):
    p50, p95 = (f"{value * 1e6:.1f}" for value in figures(rows, key))
    show(what, p50, p95, right, goal)


def show_kind(warm, kind, rows, exact):
    """A kind of ours, and its figures over those of exact search."""
    right = warm.check("ours", kind, rows, True)
    show_times(f"ours: {kind}", rows, "whole", right)
    ratios = [f"{value / base:.2f}" for value, base
              in zip(figures(rows, "whole"), figures(exact, "whole"))]
    show("  over exact search", *ratios, goal="at most 3")


def split(rows, counts):
    """The rows of each kind, which come one after the other."""
    parts, at = [], 0
    for count in counts:
        parts.append(rows[at:at + count])
        at += count
    return parts


def lines_of(path):
    with open(path, encoding="utf-8") as lines:
        return sum(1 for _ in lines)


def measure(bench, shared):
    """Everything of it, printed; bench.wrong is set where hits are."""
    warm = Warm(bench, shared)
    engines = list(warm.engines())
    passes = [[] for _ in engines]
    for _ in range(bench.runs):
        for (name, _, asks), kept in zip(engines, passes):
            try:
                kept.append(asks())
            except Failed as failed:
                print(f"skipped: {name}: {failed}")
    counts = [lines_of(path) for path in warm.files.values()]
    ours = dict(zip(warm.files, split(merge(passes[0]), counts)))
    show("warm, µs", "p50", "p95", "hits right", "goal")
    for (name, exact, _), kept in zip(engines, passes):
        rows = ours["exact"] if name == "ours" else merge(kept)
        if not rows:
            continue
        show_times(f"{name}: ten best and count", rows, "whole",
                   warm.check(name, "exact", rows, exact),
                   "least of all" if name == "ours" else "")
        if any(row["count"] for row in rows):
            show_times("  the count alone", rows, "count")
    for kind in ("boolean", "near"):
        show_kind(warm, kind, ours[kind], ours["exact"])
    if "loose" in ours:
        show_times("ours: loose", ours["loose"], "whole",
                   goal="p95 under 25000")
    peak = statistics.median(warm.peaks)
    show("ours: peak memory of all that", f"{peak / 1e6:.0f} MB",
         goal="under 200 MB")
