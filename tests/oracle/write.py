"""A query tree as a person might write it: bare or quoted, ASCII or full
width, with and without the brackets and ANDs that it does not need."""
import re
from decimal import Decimal

from draw import ALIASES, NAMES, OPERATORS, PLAIN, wide
from normal import norm, table

OTHERS = {**{row[1]: row[0] for row in table("rules/simplified.tsv")},
          **{chr(c): chr(c - 32) for c in range(ord("a"), ord("z") + 1)}}
LEVELS = {"or": 0, "and": 1, "near": 2, "not": 3}


def plain(value):
    """Digits only: 2021, 3.5."""
    text = f"{Decimal(str(value)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class Write:
    def __init__(self, rng):
        self.rng = rng

    def one_in(self, number):
        return self.rng.randrange(number) == 0

    def respell(self, text):
        """Another spelling that norm() makes the same: 產 for 产, B for b."""
        other = "".join(OTHERS.get(c, c) if self.one_in(3) else c for c in text)
        return other if norm(other) == norm(text) else text

    def name(self, text):
        """A value that stands for itself and is not normalised."""
        if PLAIN.fullmatch(text) and not self.one_in(3):
            return text
        return f"“{text}”" if self.one_in(3) and not re.search(
            "[\"“”]", text) else '"' + re.sub(r'(["“”\\])', r"\\\1", text) + '"'

    def text(self, text):
        """A term or a value; what holds syntax is quoted."""
        if self.one_in(4):
            text = self.respell(text)
        bare = PLAIN.fullmatch(text) and not OPERATORS.match(text)
        if bare and not self.one_in(3):
            return wide(text) if self.one_in(6) and text.isalnum() else text
        marks = re.search("[\"“”\\\\]", text)
        inner = re.sub(r'(["“”\\])', r"\\\1", text)
        if not marks and self.one_in(3):
            return f"“{inner}”"
        if not marks and self.one_in(4):
            inner = " ".join(inner)
        return f'"{inner}"'

    def bracket(self, text):
        begin, end = self.rng.choice(["()", "()", "（）"])
        space = " " if self.one_in(4) else ""
        return begin + space + text + space + end

    def number(self, value, percent):
        text = plain(value)
        if not percent and self.one_in(2):
            for word, times in (("亿", 10 ** 8), ("万", 10 ** 4)):
                short = Decimal(plain(value)) / times
                if short >= 1 and len(str(short)) < 8:
                    return plain(short) + word
        return text + "%" * percent

    def range(self, field, value):
        low, high, percent = value
        begin = "" if abs(low) == float("inf") else self.number(low, percent)
        end = "" if abs(high) == float("inf") else self.number(high, percent)
        if field == "year" and high == low + 4 and low == 2021:
            return self.rng.choice(["十四五", "2021..2025", "2021年..2025年"])
        return begin if low == high else f"{begin}..{end}"

    def filter(self, tree):
        _, field, value = tree
        name = ALIASES[field] if self.one_in(3) else field
        colon = "：" if self.one_in(4) else ":"
        if field in ("year", "num"):
            return name + colon + self.range(field, value)
        if field in NAMES:
            value = self.rng.choice([value] + NAMES[field].get(value, []))
        elif field in ("place", "within") and self.one_in(2):
            value = re.sub("[省市]$", "", value)
        if field in ("lead", "section", "caption", "indicator"):
            return name + colon + self.text(value)
        return name + colon + self.name(value)

    def near(self, tree):
        text = self.inside(tree[1][0], 3)
        for (most, ordered), part in zip(tree[2], tree[1][1:]):
            sign = "ADJ" if ordered else "NEAR"
            text += f" {sign}/{most} {self.inside(part, 3)}"
        return text

    def inside(self, tree, level):
        """Brackets where the tree around it needs them, and at times else."""
        text = self.tree(tree)
        mine = LEVELS.get(tree[0], 4)
        needs = mine < level or (mine == level and mine < 3)
        return self.bracket(text) if needs or self.one_in(12) else text

    def negated(self, part):
        text = self.inside(part, 3)
        if text[0] in "-－~～/／" or text.startswith("NOT") or self.one_in(2):
            return "NOT " + text
        return self.rng.choice(["-", "－"]) + text

    def joined(self, tree):
        texts = [self.inside(part, LEVELS[tree[0]]) for part in tree[1]]
        if tree[0] == "or":
            return " OR ".join(texts)
        text = texts[0]
        for more in texts[1:]:
            text += self.rng.choice([" ", " ", " AND ", "\u3000"]) + more
        return text

    def tree(self, tree):
        kind = tree[0]
        if kind == "term":
            return self.text(tree[1])
        if kind == "synonyms":
            return "~" + tree[2]
        if kind == "regex":
            pattern = re.sub("(?<=[^a-z\\\\{,0-9])[^\\W_]+", lambda found:
                             self.respell(found[0]), tree[1])
            return "/" + (pattern if self.one_in(3) else tree[1]) + "/"
        if kind == "filter":
            return self.filter(tree)
        if kind == "not":
            return self.negated(tree[1])
        return self.near(tree) if kind == "near" else self.joined(tree)
