"""Random queries over the whole grammar: a tree, and one way to write it.

Trees are those that scan.py describes.  Terms are drawn from the texts of an
index, most of a query's from one unit, so that they meet; a tenth is drawn to
be absent.  Text that has syntax in it is quoted, everything else is written
bare half of the time, in ASCII or in full-width form.
"""
import re

from normal import norm, table

ALIASES = {"plan": "规划", "place": "地区", "within": "省内", "level": "层级",
           "period": "时期", "kind": "类型", "role": "作用", "id": "编号",
           "section": "章节", "lead": "首句", "caption": "表题",
           "indicator": "指标", "year": "年份", "num": "数值"}
NAMES = {
    "level": {"nation": ["国家级"], "province": ["省", "省级"],
              "city": ["市", "市级"], "county": ["县", "县级"]},
    "kind": {"paragraph": ["段落"], "row": ["表行"], "note": ["注释"],
             "heading": ["标题"], "title": ["题名"], "caption": ["表题"]},
    "role": {"basis": ["基础"], "problems": ["问题"], "situation": ["形势"],
             "guideline": ["指导思想"], "principles": ["原则"],
             "goals": ["目标"], "tasks": ["任务"], "projects": ["工程"],
             "safeguards": ["保障"]},
    "period": {"2021-2025": ["十四五", "14", "2021—2025年"],
               "2016-2020": ["十三五", "13", "第十三个五年"],
               "2026-2030": ["十五五"]},
}
SYNONYMS = [row[1].split() for row in table("lexicon/associations.tsv")
            if row[0] == "same"]
PLAIN = re.compile(r"[\u3007\u4e00-\u9fff0-9a-z]+(?:[，。、；％.·%][\u4e00-\u9fff"
                   r"0-9a-z]+)*|[\u4e00-\u9fff]+[“（(\"][\u4e00-\u9fff]+[”）)\"]"
                   r"[\u4e00-\u9fff]+", re.I)
OPERATORS = re.compile(r"AND|OR|NOT|(?:NEAR|ADJ).*")
UNUSUAL = "鲲鹏量子彗星珊瑚竹简"


def wide(text):
    return "".join(chr(ord(c) + 0xfee0) if "!" <= c <= "~" else c
                   for c in text)


class Draw:
    def __init__(self, world, rng):
        self.world, self.rng, self.focus = world, rng, None
        self.commas = [(unit, comma) for unit in world.units
                       for comma in unit.normal.commas]

    def one_in(self, number):
        return self.rng.randrange(number) == 0

    # ---- words

    def piece(self, most=8):
        """1 to `most` characters of a text, most often of the focus."""
        unit = (self.rng.choice(self.world.units) if self.one_in(4)
                else self.focus)
        size = min(self.rng.choice([1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 6, 8]), most)
        if self.commas and self.one_in(25):  # 24 of 5,247
            unit, at = self.rng.choice(self.commas)
            at = max(0, at - self.rng.randrange(size + 1))
            return unit.text[at:at + size]
        at = self.rng.randrange(max(1, len(unit.original) - size + 1))
        return unit.original[at:at + size]

    def word(self):
        if self.one_in(10):
            return "".join(self.rng.sample(UNUSUAL, 2))
        for _ in range(20):
            word = self.piece()
            if norm(word) and not re.search("[\t\r\n]", word):
                return word
        return "规划"

    def term(self):
        return "term", self.word()

    def synonyms(self):
        words = self.rng.choice(SYNONYMS)
        return "synonyms", tuple(words), self.rng.choice(words)

    def tight(self):
        """Two words of the focus, and just enough between them, or one less."""
        text, size = self.focus.text, self.rng.choice([1, 2, 2, 3])
        gap, other = self.rng.randrange(41), self.rng.choice([1, 2, 2, 3])
        at = self.rng.randrange(max(1, len(text) - size - gap - other))
        words = [text[at:at + size],
                 text[at + size + gap:at + size + gap + other]]
        if not all(norm(word) for word in words):
            return self.near()
        if self.one_in(3):
            words.reverse()
        gap -= self.one_in(2) and gap > 0
        return ("near", tuple(("term", word) for word in words),
                ((gap, self.one_in(3)),))

    def near(self):
        size = 2 if not self.one_in(3) else self.rng.choice([3, 4])
        parts, gaps = [], []
        for i in range(size):
            kind = self.rng.randrange(8)
            if kind == 0:
                parts.append(self.synonyms())
            elif kind < 3:
                parts.append(("or", tuple(
                    self.term() for _ in range(self.rng.choice([2, 2, 3])))))
            else:
                parts.append(self.term())
            if i:
                most = self.rng.choice([0, 1, 2, 3, 5, 8, 12, 20, 40])
                gaps.append((most, self.one_in(3)))
        return "near", tuple(parts), tuple(gaps)

    # ---- regular expressions: the same to ICU and to Python's re

    def letters(self, most=3):
        for _ in range(20):
            word = norm(self.piece(most))
            if word and re.fullmatch(r"[\u4e00-\u9fffa-z0-9，。,.%\"-]+", word):
                return word
        return "知识"

    def atom(self):
        kind = self.rng.randrange(9)
        word = self.letters()
        if kind < 4:
            return re.escape(word).replace('\\"', '"').replace("\\%", "%")
        if kind == 4:
            return r"\d" + self.rng.choice(["", "+", "{2}", "{1,4}"])
        if kind == 5:
            return "." + self.rng.choice(["", "{0,6}", "{2,5}?", "+?"])
        hanzi = re.findall(r"[\u4e00-\u9fff]", word + "发展知识")
        if kind == 6:
            inner = "".join(sorted(set(hanzi[:4])))
            return (f"[{'^' if self.one_in(3) else ''}{inner}]"
                    + self.rng.choice(["", "+", "{2}"]))
        if kind == 7:
            return f"(?:{self.letters_plain()}|{self.letters_plain()})"
        return f"({self.letters_plain()})?"

    def letters_plain(self):
        return re.sub(r"[^\u4e00-\u9fffa-z0-9]", "", self.letters()) or "产"

    def regex(self):
        atoms = [self.atom() for _ in range(self.rng.choice([1, 2, 2, 3, 4]))]
        pattern = "".join(atoms)
        if self.one_in(8):
            pattern = "^" + pattern
        if self.one_in(8):
            pattern += "$"
        return "regex", pattern

    # ---- filters

    def range_of(self, field):
        numbers = [number for number in self.focus.numbers
                   if (number[0] == "year") == (field == "year")]
        if self.one_in(3) or not numbers:
            numbers = [number for unit in self.rng.sample(self.world.units, 20)
                       for number in unit.numbers
                       if (number[0] == "year") == (field == "year")]
        kind, low, high = self.rng.choice(
            numbers or [("year" if field == "year" else "quantity", 2020,
                         2020)])
        percent = kind == "percentage"
        shape = self.rng.randrange(6)
        away = self.rng.choice([0, 0, 1, 1, 2, 10])
        if shape < 2:
            low = high = self.rng.choice([low, high])
        elif shape == 2:
            high = float("inf")
        elif shape == 3:
            low = float("-inf")
        elif shape == 4:
            low, high = high + away, high + away + self.rng.choice([0, 1, 100])
        else:
            low, high = max(low - away, 0), low - (away > 0) * (low >= away)
            low, high = min(low, high), max(low, high)
        if abs(low) != float("inf") and self.one_in(12):
            high = float("inf")
            low += 1
        return low, high, percent

    def filter_value(self, field):
        choose, plans = self.rng.choice, list(self.world.plans.values())
        if field in ("year", "num"):
            return self.range_of(field)
        if field in NAMES:
            mine = {"kind": self.focus.kind, "role": self.focus.role}.get(field)
            mine = mine or choose(plans).get(field)
            return mine if mine and not self.one_in(2) else choose(
                list(NAMES[field]))
        if field == "plan":
            plan = choose(plans)
            title = plan["title"]
            at = self.rng.randrange(max(1, len(title) - 3))
            return choose([plan["id"], title[at:at + 3], title])
        if field in ("place", "within"):
            key = "place" if field == "place" else "province"
            return choose([plan[key] for plan in plans if plan[key]] or ["甲市"])
        if field == "id":
            whole = self.focus.id
            ends = [found.start() for found in re.finditer("[/.]", whole)]
            value = whole[:choose(ends + [len(whole)])] if ends else whole
            return value if not self.one_in(3) else value[:-1] or value
        return self.part_of({"section": "".join(self.focus.path[-1:]),
                             "lead": self.focus.lead,
                             "caption": self.focus.caption,
                             "indicator": self.focus.indicator}[field])

    def part_of(self, text):
        if not text or self.one_in(4):
            return self.word()
        size = self.rng.choice([1, 2, 2, 3, 4])
        at = self.rng.randrange(max(1, len(text) - size + 1))
        return text[at:at + size]

    def filter(self, field=None):
        field = field or self.rng.choice(list(ALIASES) + ["kind", "id"] +
                                         ["year", "num"] * 3)
        return "filter", field, self.filter_value(field)

    # ---- trees

    def leaf(self):
        return self.rng.choice([self.term] * 8 + [self.filter] * 6 +
                               [self.near] * 3 + [self.tight] * 2 +
                               [self.regex] * 3 + [self.synonyms])()

    def tree(self, depth):
        kind = self.rng.randrange(10)
        if depth == 0 or kind < 3:
            return self.leaf()
        if kind == 3:
            return "not", self.tree(depth - 1)
        size = self.rng.choice([2, 2, 3])
        parts = [self.tree(depth - 1) for _ in range(size)]
        if kind < 6:
            return "or", tuple(parts)
        filters = [part for part in parts if part[0] == "filter"]
        if filters and self.one_in(2):
            parts.append(self.filter(filters[0][1]))
        if self.one_in(3):
            parts.append(("not", self.leaf()))
        self.rng.shuffle(parts)
        return "and", tuple(parts)

    def query(self):
        self.focus = self.rng.choice(self.world.units)
        return self.tree(self.rng.choice([0, 1, 1, 2, 2, 3, 4]))
