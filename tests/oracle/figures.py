"""Figures: numbers as they are written, and the words beside them.

3.5万, 一百二十 and 二〇二五 with their values, whatever they count; words are
those of corpus/rules/measures.tsv.  For numerals.py.
"""
import re

from normal import norm, table

DIGITS = {**{c: i for i, c in enumerate("零一二三四五六七八九")}, "〇": 0,
          "○": 0, "两": 2}
TIMES = {"十": 10, "百": 100, "千": 1000, "万": 10 ** 4, "亿": 10 ** 8}
WORDS = "零〇○一二两三四五六七八九十百千万亿"
USES = {}
for row in table("rules/measures.tsv"):
    USES.setdefault(row[1], set()).add(norm(row[0]))
BEHIND = {word: use for use in ("name", "noun", "measure", "percent",
                                "permille", "tenths")
          for word in USES[use]}
LONGEST = max(map(len, BEHIND))
ARABIC = re.compile(r"[0-9]+(?:\.[0-9]+)*")
SPOKEN = re.compile(rf"[{WORDS}余多几]+(?:点[零〇○一二三四五六七八九]+)?")



def chinese_value(words):
    """As it is spoken; None for what makes no number."""
    words, point, decimals = words.partition("点")
    if point:
        whole = chinese_value(words)
        return None if whole is None else float(
            f"{whole:.0f}." + "".join(str(DIGITS[c]) for c in decimals))
    total = section = digit = 0
    last, fresh = None, False
    for c in words:
        if c in DIGITS:
            if fresh and DIGITS[c]:
                return None  # 二三十
            digit, fresh = DIGITS[c], DIGITS[c] != 0
            continue
        times = TIMES[c]
        if times < 10 ** 4:
            if last is not None and times >= last:
                return None
            section += (digit or (1 if not section else 0)) * times
            last = times
        elif times == 10 ** 4:
            total += (section + digit or 1) * times
            section, last = 0, None
        else:
            total = (total + section + digit or 1) * times
            section, last = 0, None
        digit, fresh = 0, False
    return total + section + digit


def word_behind(text, at):
    """The longest word of the table that stands there: its use and end; Latin
    letters only whole (5gb, but not 5gbit)."""
    for size in range(min(LONGEST, len(text) - at), 0, -1):
        word, end = text[at:at + size], at + size
        if word in BEHIND and not (
                "a" <= word[-1] <= "z" and re.match("[a-z0-9]", text[end:])):
            return BEHIND[word], end
    return None, at


def word_before(text, at, use):
    return any(text.endswith(word, 0, at) for word in USES[use])


class Figure:
    """A number as it is written, and the word behind it."""

    def __init__(self, text, at):
        self.text, self.start, self.arabic = text, at, text[at] in "0123456789"
        self.some = self.scaled = self.row = False
        self.scale = 1
        self.written = ""
        (self._arabic if self.arabic else self._chinese)()
        self.use, self.unit = word_behind(text, self.end)
        self.year_word = text[self.end:self.end + 1] == "年"

    def _some(self, at):
        found = re.match("[余多几]+", self.text[at:])
        if found is None:
            return at
        self.some = True
        return at + found.end()

    def _times(self, at):
        """Multipliers from there on, but those that begin another word."""
        while self.text[at:at + 1] in TIMES and self.text[at:at + 1]:
            use, end = word_behind(self.text, at)
            many = len(self.written.split(".")[0]) > 3
            if use == "measure" or (many and (
                    use == "noun" or self.text[at] in "十百千")):
                break  # 5千米; 2021万众创新, 1000百帕
            self.value *= TIMES[self.text[at]]
            self.scale *= TIMES[self.text[at]]
            self.scaled, at = True, at + 1
        return at

    def _arabic(self):
        found = ARABIC.match(self.text, self.start)
        self.written, self.end = found[0], found.end()
        self.value = (None if self.written.count(".") > 1 or
                      len(self.written) > 15 or
                      re.match("0[0-9]", self.written) else
                      float(self.written))
        if self.value is None:
            return
        self.end = self._some(self.end)
        self.end = self._times(self.end)
        more = re.match("([0-9]+(?:\\.[0-9]+)?)([千万])", self.text[self.end:])
        if self.scaled and more and TIMES[more[2]] < self.value:
            self.value += float(more[1]) * TIMES[more[2]]
            self.end += more.end()
        if self.scaled:
            self.end = self._some(self.end)

    def _chinese(self):
        found = SPOKEN.match(self.text, self.start)
        words, self.end = found[0], found.end()
        if len(words) > 1 and words[-1] in TIMES and word_behind(
                self.text, self.end - 1)[0] in ("noun", "percent"):
            words, self.end = words[:-1], self.end - 1  # 三百强
        bare = re.sub("[余多几]", "", words)
        self.some, self.written = bare != words, words
        self.row = len(bare) > 1 and all(c in DIGITS for c in bare)
        if self.row:
            digits = "".join(str(DIGITS[c]) for c in bare)
            self.value = float(digits) if len(bare) == 4 else None
            return
        self.value = chinese_value(bare)
        self.scaled = any(c in TIMES for c in bare)
        self.scale = TIMES.get(bare[-1:], 1) if bare[0] in DIGITS else 1

    def is_year(self):
        whole = (re.fullmatch("[0-9]{4}", self.written) if self.arabic
                 else self.row and self.value is not None)
        return bool(whole) and not self.scaled and not self.some

    def headless(self):
        return not self.arabic and self.written[0] in "百千万亿"
