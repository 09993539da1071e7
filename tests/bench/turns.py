"""What the benchmarks are made of: runs in turns, and figures over them."""
import os
import shutil
import statistics
import tempfile
import time


class Failed(Exception):
    pass


# ---- one run of one program


def spawn(argv, output=os.devnull):
    """Seconds from spawn to exit, peak memory in bytes, CPU seconds."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    with tempfile.NamedTemporaryFile() as errors:
        actions = [(os.POSIX_SPAWN_OPEN, 1, output, flags, 0o644),
                   (os.POSIX_SPAWN_DUP2, errors.fileno(), 2)]
        begin = time.perf_counter()
        pid = os.posix_spawn(argv[0], argv, os.environ, file_actions=actions)
        _, status, usage = os.wait4(pid, 0)
        seconds = time.perf_counter() - begin
        status = os.waitstatus_to_exitcode(status)
        if status != 0:
            errors.seek(0)
            said = errors.read().decode(errors="replace").strip()
            raise Failed(f"{' '.join(argv)}: status {status}: {said}")
    cpu = usage.ru_utime + usage.ru_stime
    return seconds, usage.ru_maxrss * 1024, cpu


def in_turns(runs, *calls):
    """The median of each call's results, column by column."""
    results = [[] for _ in calls]
    for _ in range(runs):
        for call, kept in zip(calls, results):
            kept.append(call())
    return [[statistics.median(column) for column in zip(*kept)]
            for kept in results]


def fresh(path):
    shutil.rmtree(path, ignore_errors=True)
    if os.path.exists(path):
        os.remove(path)
    return path


def bytes_of(path):
    """Bytes of a file or of all in a folder, a hard link once."""
    seen = {}
    for folder, _, names in os.walk(path):
        for name in names:
            found = os.lstat(os.path.join(folder, name))
            seen[found.st_ino] = found.st_size
    return sum(seen.values()) or os.path.getsize(path)


# ---- figures


def merge(passes):
    """Per query the median over passes, in seconds."""
    return [{"query": rows[0][1], "hits": int(rows[0][2]),
             "whole": statistics.median(float(row[3]) for row in rows) / 1e6,
             "count": statistics.median(float(row[4]) for row in rows) / 1e6}
            for rows in zip(*passes)]


def percentile(values, share):
    """The value of that rank (nearest-rank method)."""
    ranked = sorted(values)
    return ranked[max(0, -(-len(ranked) * share // 100) - 1)]
