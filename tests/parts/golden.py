"""Golden tests: tests/golden/STAGE/CASE.in and what `plan-index inspect --stage
STAGE --format jsonl` makes of it, CASE.want."""
import difflib
import glob
import os
import subprocess

STAGES = ("text", "blocks")


def inspect(build, stage, path):
    return subprocess.run(
        [os.path.join(build, "plan-index"), "inspect", "--stage", stage,
         "--format", "jsonl", path], stdin=subprocess.DEVNULL,
        capture_output=True, text=True, errors="replace", timeout=120)


def check(build, stage, path, update):
    """None when right, else what is wrong."""
    done = inspect(build, stage, path)
    if done.returncode != 0 or done.stderr:
        return f"status {done.returncode}\n{done.stderr}"
    want_path = path[:-len(".in")] + ".want"
    if update:
        with open(want_path, "w", encoding="utf-8") as want:
            want.write(done.stdout)
        return None
    if not os.path.exists(want_path):
        return f"there is no {want_path}: make check UPDATE=1 writes it"
    with open(want_path, encoding="utf-8") as want:
        wanted = want.read()
    if wanted == done.stdout:
        return None
    return "\n".join(list(difflib.unified_diff(
        wanted.splitlines(), done.stdout.splitlines(), want_path, "printed",
        lineterm="", n=0))[:40])


def run(build, tally, update):
    for stage in STAGES:
        for path in sorted(glob.glob(f"tests/golden/{stage}/*.in")):
            name = f"golden/{stage}/{os.path.basename(path)[:-3]}"
            if tally.wants(name):
                wrong = check(build, stage, path, update)
                tally.report(name, wrong is None, wrong or "")
