"""The sample plans, one for each source layout, against what their authors wrote
(tests/golden/samples)."""
import json
import os
import re

from support import Case, SAMPLES, TOP, read, sample, squeeze

KINDS = ("title", "heading", "box", "paragraph", "note", "furniture")


def gold(name):
    """(kind, depth, marker, text, lead, first line, last line) each."""
    path = os.path.join(TOP, "tests", "golden", "samples", name + ".tsv")
    rows = [line.split("\t") for line in read(path).splitlines()
            if not line.startswith("#")]
    return rows[1:]


def short(block):
    """The block as the gold file writes it."""
    text = squeeze(block["text"])
    if block["kind"] in ("paragraph", "note"):
        text = f"{len(text)} {text[:12]}…{text[-6:]}"
    if block["kind"] == "furniture":
        text = re.sub(r"\s", "", text)
    return [block["kind"], str(block["depth"] or 0), block["marker"] or "",
            text, squeeze(block["lead"]), *map(str, block["lines"])]


class Samples(Case):
    def blocks(self, name):
        done = self.index("inspect", "--stage", "blocks", "--format", "jsonl",
                          sample(name))
        return done.jsonl()

    def outline(self, name, *kinds):
        got = [short(b) for b in self.blocks(name) if b["kind"] in kinds]
        want = [row for row in gold(name) if row[0] in kinds]
        return got, want

    def test_headings(self):
        for name in SAMPLES:
            with self.subTest(sample=name):
                got, want = self.outline(name, "heading", "box")
                self.assertEqual([row[:4] for row in got],
                                 [row[:4] for row in want])

    def test_paragraphs_and_notes(self):
        for name in SAMPLES:
            with self.subTest(sample=name):
                got, want = self.outline(name, "paragraph", "note")
                self.assertEqual([(r[0], r[3], r[4]) for r in got],
                                 [(r[0], r[3], r[4]) for r in want])

    def test_source_lines(self):
        for name in SAMPLES:
            with self.subTest(sample=name):
                got, want = self.outline(name, "heading", "box", "paragraph",
                                         "note")
                self.assertEqual([(r[3], r[5:]) for r in got],
                                 [(r[3], r[5:]) for r in want])

    def test_titles(self):
        for name in SAMPLES:
            with self.subTest(sample=name):
                got, want = self.outline(name, "title")
                self.assertEqual([r[3:] for r in got],
                                 [r[3:] for r in want])

    def test_furniture(self):
        for name in SAMPLES:
            with self.subTest(sample=name):
                got, want = self.outline(name, "furniture")
                self.assertEqual("".join(r[3] for r in got),
                                 "".join(r[3] for r in want))

    def table(self, name, number=0):
        return [b for b in self.blocks(name) if b["kind"] == "table"][number]

    def test_tables(self):
        header = ["序号", "类别", "指标名称", "单位", "基期值 2020年",
                  "目标值 2025年", "属性"]
        table = self.table("jia-city")
        self.assertEqual(table["header"], header)
        self.assertEqual(len(table["rows"]), 9)
        self.assertEqual(table["rows"][3], ["4", "创造质量",
                         "集体商标、证明商标", "件", "", "12", "预期性"])
        self.assertEqual([squeeze(c) for c in table["rows"][4]],
                         ["5", "运用效益", "知识产权质押融资金额、项目数",
                          "亿元、项", "2.36、92", "8、（200）", "预期性"])
        self.assertEqual(table["rows"][7][5], "≧80")

        table = self.table("ding-city")
        self.assertEqual(squeeze(table["caption"]),
                         "丁市“十四五”知识产权发展指标表")
        self.assertEqual(len(table["rows"]), 10)
        self.assertEqual(table["rows"][9], ["10", "知识产权保护",
                         "维权援助办案量", "件/年", "——", "≥60", "预期性"])

        table = self.table("bing-province")
        self.assertEqual(table["header"], ["序号", "分类", "指标", "单位",
                                           "目标值", "完成值"])
        self.assertEqual([squeeze(c) for c in table["rows"][6]],
                         ["7", "保护水平", "知识产权保护社会满意度", "分",
                          "≥75", "77.9"])
        table = self.table("bing-province", 1)
        self.assertEqual(table["header"], header)
        self.assertEqual([squeeze(c) for c in table["rows"][2]],
                         ["3", "高效益运用",
                          "知识产权质押融资登记金额、项目数", "亿元、项",
                          "(326.7)、(2840)", "(1000)、(6000)", "预期性"])
        self.assertEqual(squeeze(table["caption"]),
                         "丙省“十四五”知识产权目标一览表")

    def test_nothing_of_the_source_is_lost(self):
        for name in SAMPLES:
            with self.subTest(sample=name):
                blocks, inside, captions = self.blocks(name), set(), []
                body = ""
                for block in blocks:
                    if block["kind"] == "table":
                        first, last = block["lines"]
                        inside.update(range(first, last + 1))
                        captions.append(squeeze(block["caption"]))
                        continue
                    text = squeeze(block["text"])
                    if block["kind"] in ("heading", "box"):
                        text = squeeze(block["marker"]) + text.rstrip("。")
                    body += text
                source = re.sub(r"\[bookmark: [^\]]*\]", "", "\n".join(
                    line for at, line in
                    enumerate(read(sample(name)).split("\n"), 1)
                    if at not in inside))
                source = squeeze(source)
                for caption in captions:  # inside its table's lines or above
                    if caption not in body:
                        source = source.replace(caption, "", 1)
                stops = str.maketrans("", "", "。")  # of headings
                self.assertEqual(body.translate(stops),
                                 source.translate(stops))

    def test_text_stage_shows_every_line_kept(self):
        for name in SAMPLES:
            done = self.index("inspect", "--stage", "text", "--format",
                              "jsonl", sample(name))
            self.assertTrue(done.jsonl())
            for line in done.out.splitlines():
                self.assertIsInstance(json.loads(line), dict)
            readable = self.index("inspect", "--stage", "text", sample(name))
            self.assertNotIn("[bookmark", readable.out)
