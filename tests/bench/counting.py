"""Statistics of words over many units: seconds from spawn to exit, everything
put out as csv, and the peak of memory.  No peer has them."""
from turns import in_turns, spawn

COMMANDS = (("terms",), ("keyness", "law-0001"), ("collocates", "合同"),
            ("ngrams",), ("ngrams", "--maximal", "--size", "3-8"),
            ("dispersion", "合同"))


def measure(bench, show):
    for command in COMMANDS:
        name, *rest = command
        (seconds, peak, _), = in_turns(bench.runs, lambda: spawn(
            [bench.search, name, "--db", bench.at("laws"), "--format", "csv",
             *rest], bench.at("statistics")))
        show(" ".join(command), f"{seconds:.2f} s", f"{peak / 1e6:.0f} MB",
             goal="within seconds")
