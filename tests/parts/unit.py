"""Unit tests: the Criterion programs, read through their TAP output."""
import glob
import os
import re
import subprocess
import tempfile

LINE = re.compile(r"(ok|not ok) - (\S+)(.*)")


def run_program(path, tally):
    name = "unit/" + os.path.basename(path)
    with tempfile.NamedTemporaryFile("r", suffix=".tap") as tap:
        done = subprocess.run([path, "--output=tap:" + tap.name, "--quiet"],
                              stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, errors="replace", timeout=600)
        lines = tap.read().splitlines()
    failed = tests = 0
    for at, line in enumerate(lines):
        match = LINE.match(line)
        if not match:
            continue
        ok = match[1] == "ok" and "# SKIP" not in line
        detail = [match[3]]
        for more in lines[at + 1:]:
            if LINE.match(more):
                break
            detail.append(more.strip())
        tally.report(f"{name}/{match[2]}", ok, "\n".join(detail))
        failed += not ok
        tests += 1
    # A program that dies outside its tests, or has none, is a failure too.
    if tests == 0 or (done.returncode != 0 and failed == 0):
        tally.report(name, False, f"status {done.returncode}\n" +
                     done.stdout[-2000:] + done.stderr[-2000:])


def run(build, tally):
    for path in sorted(glob.glob(os.path.join(build, "tests", "*"))):
        source = f"tests/unit/{os.path.basename(path)}.c"
        if not os.path.isfile(path) or not os.path.exists(source):
            continue
        if tally.wants("unit/" + os.path.basename(path)):
            run_program(path, tally)
