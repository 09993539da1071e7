"""Nothing is lost: every character of a source, white space and tags aside, is in
some block, in order; and no damage to a source makes the indexer fall."""
import collections
import glob
import os
import random
import re

from support import Case, INDEX, SAMPLES, TOP, read, run, sample, write

TAG = re.compile(r"\[bookmark:[^\]\n]*\]")
GOLDEN = os.path.join(TOP, "tests", "golden", "blocks")
SHARED = os.path.join(TOP, "..", "shared", "plans")


def bare(text):
    return re.sub(r"[\s\u00ad\u200b-\u200d\u2060\ufeff]", "", text or "")


def source_of(path):
    with open(path, "rb") as file:
        data = file.read()
    for encoding in ("utf-8-sig", "gb18030", "utf-16-le"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return TAG.sub("", text)
    raise AssertionError(f"{path}: in no encoding")


def table_source(lines):
    """A table's lines without its syntax: bars, and lines of bars and dashes."""
    return "".join(line.replace("|", "") for line in lines
                   if not re.fullmatch(r"[|\s:-]*-[|\s:-]*", line))


def cells(table):
    yield table["caption"]
    yield from table["header"]
    for row in table["rows"]:
        yield from row


def running(block):
    """A block's characters; a heading's final stop is dropped by rule."""
    if block["kind"] in ("heading", "box"):
        return bare((block["marker"] or "") + block["text"])
    return bare(block["text"])


class Lossless(Case):
    def blocks(self, path):
        return self.index("inspect", "--stage", "blocks", "--format", "jsonl",
                          path).jsonl()

    def compare(self, path):
        blocks = self.blocks(path)
        # A form feed ends no line of a file.
        source = re.split("\r\n|[\n\r\u2028]", source_of(path))
        outside = list(source)
        # A page's lines may stand within a paragraph or a table: out first.
        for block in blocks:
            if block["kind"] == "furniture":
                line = block["lines"][0] - 1
                part = bare(block["text"])
                self.assertIn(part, bare(outside[line]))
                outside[line] = bare(outside[line]).replace(part, "", 1)
        tables = [b for b in blocks if b["kind"] == "table"]
        for table in tables:
            first, last = table["lines"]
            held = bare(table_source(outside[first - 1:last]))
            have = collections.Counter(
                "".join(bare(c) for c in cells(table)))
            missing = collections.Counter(held) - have
            self.assertFalse(missing, f"{path}: table at {first} lost")
            outside[first - 1:last] = [""] * (last - first + 1)
        text = bare("".join(outside))
        at = 0
        for block in blocks:
            if block["kind"] in ("table", "furniture"):
                continue
            part = running(block)
            caption = text.find(part, at)
            # A table's caption may stand on a line of the paragraph above.
            self.assertNotEqual(caption, -1, f"{path}: '{part[:30]}' is not "
                                f"in the source behind {at}")
            gap = text[at:caption]
            self.assertIn(gap, ("", "。"), f"{path}: '{gap}' is in no block")
            at = caption + len(part)
        self.assertIn(text[at:], ("", "。"))

    def test_samples(self):
        for name in SAMPLES:
            with self.subTest(name):
                self.compare(sample(name))

    def test_golden_sources(self):
        for path in sorted(glob.glob(os.path.join(GOLDEN, "*.in"))):
            with self.subTest(os.path.basename(path)):
                self.compare(path)

    def test_shared_plans(self):
        plans = sorted(glob.glob(os.path.join(SHARED, "*.txt")))
        if not plans:
            print("no ../shared/plans: only the samples were checked")
        for path in plans:
            with self.subTest(os.path.basename(path)):
                self.compare(path)


class Damage(Case):
    """Sources cut, shuffled, doubled and sprinkled with marks: status 0 or 3,
    never a crash, and what comes out is still whole."""

    def damaged(self, text, rng):
        lines = text.splitlines()
        kind = rng.randrange(6)
        if kind == 0:
            rng.shuffle(lines)
        elif kind == 1:
            lines = lines[rng.randrange(len(lines)):]
        elif kind == 2:
            at = rng.randrange(len(lines))
            lines[at:at] = lines[:rng.randrange(len(lines))]
        elif kind == 3:
            lines = [x for line in lines for x in
                     (line[:len(line) // 2], line[len(line) // 2:])]
        elif kind == 4:
            marks = ["第一章", "一、", "（一）", "1.1.1.1.1", "专栏", "序号",
                     "\t", "——", "注：1.", "一是", "。", "(", "[bookmark:"]
            for _ in range(40):
                lines.insert(rng.randrange(len(lines)), rng.choice(marks))
        else:
            lines = ["".join(rng.sample(line, len(line))) for line in lines]
        return "\n".join(lines)

    def test_shapes_that_ask_for_too_much(self):
        """Each took minutes or gigabytes once; a hang runs into the timeout."""
        quotes = "“\n" * 30
        shapes = {
            "heads": "指标\n" * 20000,
            "open bracket": "序号\n指标\n单位\n1\n（\n" + "短行\n" * 20000,
            "quotes": "“\n" * 40000,
            "sentences": quotes + "加强保护工作。" * 5000 + "\n",
            "items": quotes + "——坚持创新。推动发展，完善机制。" * 10000 + "\n",
            "numbers": "5 推进发展。\n" * 20000,
            "pages": "".join(f"- {n} -\n第{n}行的文字在这里\n"
                             for n in range(20000)),
            "cell": "\t序号\n\t指标\n\t单位\n" + "短行短行\n" * 50000,
            "commas": "，推进\n" * 50000,
        }
        for name, text in shapes.items():
            with self.subTest(name):
                path = write(self.path("shape.txt"), "甲市发展规划\n" + text)
                done = run([INDEX, "inspect", "--stage", "blocks", "--format",
                            "jsonl", path], timeout=120)
                self.assertEqual(done.status, 0, done)
                have = sum(len(bare(part)) for block in done.jsonl()
                           for part in (cells(block) if block["kind"] ==
                                        "table" else [running(block)]))
                stops = text.count("。")
                self.assertGreaterEqual(have + stops, len(bare(text)))

    def test_damage(self):
        rng = random.Random(20261122)
        texts = [read(sample(name)) for name in SAMPLES]
        for number in range(90):
            path = write(self.path(f"{number}.txt"),
                         self.damaged(rng.choice(texts), rng))
            done = run([INDEX, "inspect", "--stage", "blocks", "--format",
                        "jsonl", path])
            self.assertIn(done.status, (0, 3), f"{number}: {done}")
            have = collections.Counter()
            for block in done.jsonl():
                parts = cells(block) if block["kind"] == "table" else [
                    (block["marker"] or "") + block["text"]
                    if block["kind"] in ("heading", "box") else block["text"]]
                have.update("".join(bare(part) for part in parts))
            missing = collections.Counter(bare(source_of(path))) - have
            missing.pop("。", None)
            self.assertFalse(missing, f"{number}: lost {missing}")
