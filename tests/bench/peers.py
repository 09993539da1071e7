"""The peers whose drivers lie in ../shared/bench/peers, built when measured.

A peer is compiled into the benchmark's folder, indexes a file of one unit a
line, and is asked the queries of a file.  What is not on the machine is named
and left out.  Nothing of the drivers is part of this project.
"""
import glob
import os
import shutil

from turns import Failed, fresh, spawn

JAVA = "/usr/share/java"
JARS = ("lucene-core", "lucene-analyzers-common", "lucene-analyzers-smartcn")


class Peer:
    """tool: what it needs; ask: the driver's arguments; whole, count: the
    columns of its lines (from 1) that together are the time of ten best and
    full count, and the one that is the count alone, or None; exact: it finds
    what a scan does."""

    def __init__(self, name, tool, index, ask, whole, count=None, exact=True):
        self.name, self.tool, self.index, self.ask = name, tool, index, ask
        self.whole, self.count, self.exact = whole, count, exact


# What each prints is type, query, hits and µs: of fts the whole, of xap query
# the whole, of xap qv ten best and count apart, of Luc the whole.
PEERS = (
    Peer("FTS5 bi, the peers' own driver", "fts",
         ["index", "bi", "DB", "UNITS", "opt"],
         ["query", "bi", "DB", "QUERIES", "RUNS"], [4]),
    Peer("Xapian ngram phrase", "xap",
         ["index", "ngram", "DB", "UNITS", "0"],
         ["query", "ngram", "DB", "QUERIES", "RUNS", "exact", "phrase"], [4],
         exact=False),
    Peer("Xapian bigrams and memmem (qv bi)", "xap -t",
         ["index", "binopos", "DB", "UNITS", "0"],
         ["qv", "bi", "DB", "QUERIES", "RUNS"], [4, 5], 5),
    Peer("Lucene cjk phrase", "Luc",
         ["index", "cjk", "DB", "UNITS", "1", "merge"],
         ["query", "cjk", "DB", "QUERIES", "RUNS", "phrase"], [4]),
)


def program(name):
    path = shutil.which(name)
    if path is None:
        raise Failed(f"no {name}")
    return path


class Drivers:
    """Compiled drivers, made when first asked for."""

    def __init__(self, sources, folder):
        self.sources, self.folder, self.made = sources, folder, {}

    def source(self, name):
        return os.path.join(self.sources, name)

    def at(self, name):
        return os.path.join(self.folder, name)

    def make(self, tool):
        """The command line that runs a tool, without its arguments."""
        if tool not in self.made:
            self.made[tool] = {"fts": self.fts, "xap": self.xap,
                               "xap -t": self.xap_small, "Luc": self.lucene}[tool]()
        return self.made[tool]

    def fts(self):
        spawn([program("gcc"), "-O2", "-w", "-o", self.at("fts"),
               self.source("fts.c"), "-lsqlite3"])
        return [self.at("fts")]

    def xap(self):
        spawn([program("g++"), "-O2", "-w", "-o", self.at("xap"),
               self.source("xap.cc"), "-lxapian", "-licuuc"])
        return [self.at("xap")]

    def xap_small(self):
        """Without term lists."""
        return [program("env"), "XFLAGS=t"] + self.make("xap")

    def lucene(self):
        jars = [jar for name in JARS
                for jar in sorted(glob.glob(f"{JAVA}/{name}-[0-9]*.jar"))[:1]]
        if len(jars) < len(JARS):
            raise Failed(f"no {' and '.join(JARS)} in {JAVA}")
        path = ":".join(jars + [self.folder])
        spawn([program("javac"), "-nowarn", "-cp", path, "-d", self.folder,
               self.source("Luc.java")])
        return [program("java"), "-Xmx4g", "-Dfile.encoding=UTF-8", "-cp", path,
                "Luc"]


def argv_of(drivers, peer, words, **names):
    return drivers.make(peer.tool) + [names.get(word, word) for word in words]


def build(drivers, units):
    """The peers that could be built, each with its index."""
    built = []
    for peer in PEERS:
        db = fresh(drivers.at("peer-" + peer.name.split(",")[0].replace(" ", "-")))
        try:
            seconds = spawn(argv_of(drivers, peer, peer.index, DB=db,
                                    UNITS=units))[0]
        except Failed as failed:
            print(f"skipped: {peer.name}: {failed}", flush=True)
            continue
        print(f"built: {peer.name}, {seconds:.1f} s", flush=True)
        built.append((peer, db))
    return built


def ask(drivers, peer, db, queries, runs):
    """Rows of (kind, query, hits, µs of the whole, µs of the count)."""
    output = drivers.at("peer-answers")
    spawn(argv_of(drivers, peer, peer.ask, DB=db, QUERIES=queries,
                  RUNS=str(runs)), output)
    rows = []
    with open(output, encoding="utf-8") as lines:
        for line in lines:
            row = line.rstrip("\n").split("\t")
            whole = sum(float(row[column - 1]) for column in peer.whole)
            count = float(row[peer.count - 1]) if peer.count else 0.0
            rows.append(row[:3] + [whole, count])
    return rows
