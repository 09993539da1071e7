"""Years, quantities and percentages of a text, read independently of the C
code: from what common/text/text.h says of numerals_read and from
corpus/rules/measures.tsv.

numerals(text, place) gives triples (kind, low, high); kind is year, quantity
or percentage.  place is text, cell (a number alone is a quantity) or years (of
a column of years: 2025 alone is one).  One pass from left to right; at every
place the readers are tried in turn, each gives what it read and its end.
"""
import re

from figures import (DIGITS, TIMES, USES, WORDS, Figure, chinese_value,
                     word_before, word_behind)
from normal import norm

FIXED = sorted(USES["fixed"], key=len, reverse=True)
PERIOD = re.compile(r'十[一二三四五六七八九]五|(?<=")(?:[六七八九]五|十五)(?=")')
NTH = re.compile("第([一二两三四五六七八九十]+|[0-9]+)个(?:五年|5年)(规划|计划)?")
FRACTION = re.compile(rf"(?:[{WORDS}]+|[0-9]+)分之(?:[{WORDS}点]+|[0-9.]+)"
                      "|[0-9]+/[0-9]+(?![0-9/])")
NUMBER = rf"([{WORDS}]+(?:点[{WORDS}]+)?|[0-9]+(?:\.[0-9]+)?)"
PARTS = re.compile(f"([百千万])分之{NUMBER}(?:[至到~-](?:[百千万]分之)?{NUMBER})?")
ORDINAL = re.compile(
    rf"第(?:[0-9]+|[{WORDS}]+)(?:[、\-至](?:[0-9]+|[{WORDS}]+)|个五年)*")
AMOUNT = re.compile("以[上下]|左右")
RANGE = re.compile("[-~至]|到")
NAME = re.compile(r"[a-z0-9]+(?:[-+:∶·/.&_×][a-z0-9]+)*")
MARKER = re.compile("[0-9]{1,2}[.、)](?![0-9])")
LISTED = re.compile(rf"[{WORDS}]、$")


def period_years(number):
    first = (None, 1953, 1958)[number] if number < 3 else 2021 + 5 * (
        number - 14)
    return "year", first, first + 4


def chinese_counts(figure, text):
    """Whether number words before a measure are an amount."""
    if figure.row or not figure.value or figure.written == "一":
        return False
    if text[:figure.start].endswith(("数", "几", "第", "若")):
        return False
    if LISTED.search(text, 0, figure.start):  # 一、二、三类
        return False
    if figure.headless() and text[:figure.start].endswith("每"):
        return False
    if figure.headless() and len(figure.written) == 1:
        return word_before(text, figure.start, "push")
    return True


def verdict(figure, text, place):
    """year, quantity, percentage or None, and how many times its value."""
    start = figure.start
    if figure.value is None:
        return None, 1
    if figure.is_year() and figure.year_word and (
            1000 <= figure.value < 3000):
        return "year", 1
    if figure.use in ("percent", "permille", "tenths"):
        if not figure.arabic and not chinese_counts(figure, text):
            return None, 1
        return "percentage", {"percent": 1, "permille": 0.1,
                              "tenths": 10}[figure.use]
    if figure.use == "name":
        days = not figure.arabic and text[figure.end:figure.unit] == "日"
        days = days and not text[:figure.start].endswith("月")
        return ("quantity" if days and chinese_counts(figure, text) else
                None), 1
    if not figure.arabic:
        large = figure.written[-1] in "万亿" and not figure.headless()
        counts = chinese_counts(figure, text) and (
            figure.use == "measure" or (figure.use is None and large))
        return ("quantity" if counts else None), 1
    if figure.use == "measure" or AMOUNT.match(text, figure.end):
        return "quantity", 1
    if place != "cell" and figure.is_year() and 1900 <= figure.value <= 2099:
        return "year", 1
    if word_before(text, start, "ordinal") and not figure.scaled:
        return None, 1
    if text[:start].endswith('"') and text.startswith('"', figure.end):
        return None, 1  # "12345"热线
    if place == "text" and re.fullmatch("[0-9]{1,2}", figure.written) and (
            text[start - 1:start] == "(" and text[figure.end:][:1] == ")"):
        return None, 1
    return "quantity", 1


def read_name(text, at):
    """Letters with the figures that belong to them, and figures that signs
    tie to one name: the end, or None."""
    found = NAME.match(text, at)
    if found is None:
        return None
    name = found[0]
    if not re.search("[0-9]", name):
        return found.end()
    number = re.match("[0-9]+(?:\\.[0-9]+)?", name)
    if number and re.search("[a-z]", name):
        use, end = word_behind(text, at + number.end())
        if use == "measure" and end > at + number.end():
            return None
    letters = re.match("[a-z]+(?=[0-9])", name)
    if letters:  # pct179件
        figure = Figure(text, at + letters.end())
        if figure.use in ("measure", "percent"):
            return at + letters.end()
    if re.search("[a-z]", name):
        return found.end()
    if re.fullmatch("[0-9.]+(?:[+:∶·&×][0-9.]+)+", name):
        return found.end()
    if re.fullmatch("[0-9]+(?:-[0-9]+){2,}", name):
        return found.end()
    return None


def read_fixed(text, at):
    for word in FIXED:
        if text.startswith(word, at):
            return at + len(word)
    return None


def read_period(text, at):
    found = PERIOD.match(text, at)
    if found:  # 十四五; in quotation marks also 九五, and 十五 for the tenth
        number = chinese_value(found[0][:-1])
        return period_years(int(number)), found.end()
    found = NTH.match(text, at)
    if found:
        number = int(number_of(found[1]))
        if number >= 3 or found[2]:
            return period_years(number), found.end()
    return None


def number_of(words):
    return float(words) if words[0].isdigit() else chinese_value(words)


def read_parts(text, at):
    """百分之十五, 千分之三, 百分之十至百分之十五, 百分之十至三十."""
    found = PARTS.match(text, at)
    if found is None:
        return None
    times = 100 / TIMES[found[1]]
    low, high = number_of(found[2]), number_of(found[3] or found[2])
    if low > high:
        return ("percentage", low * times, low * times), found.end(2)
    return ("percentage", low * times, high * times), found.end()


def second_of(text, first):
    """The figure behind a sign of a range, and whether the first one has a
    unit of its own: (figure, bool) or None."""
    own = end_of(first)
    for at in (own, first.end) if own > first.end else (own,):
        sign = RANGE.match(text, at)
        if sign and text[sign.end():sign.end() + 1] in set(
                "0123456789" if first.arabic else WORDS):
            return Figure(text, sign.end()), at > first.end
    return None


def read_range(text, first, place):
    """3-5件, 10%-15%, 2021-2025年: one numeral and its end, or None."""
    pair = second_of(text, first)
    if pair is None or first.value is None:
        return None
    second, own = pair
    kind, times = verdict(second, text, place)
    if kind is None:  # 1-11月
        return ([], end_of(second)) if second.use == "name" else None
    if (own and verdict(first, text, place)[0] != kind) or (
            kind == "year" and not first.is_year()):
        return None
    low, high = first.value * times, second.value * times
    if not own and not first.scaled and low * second.scale <= high:
        low *= second.scale  # 3-5万, but 5000至1万
    return ([(kind, low, high)], end_of(second)) if low <= high else None


def end_of(figure):
    if figure.is_year() and figure.year_word:
        return figure.end + 1
    return figure.unit if figure.use in (
        "measure", "percent", "permille", "tenths", "name") else figure.end


def read_list(text, first, place):
    """2021、2022年: those without a unit are of the kind of the last one."""
    figures, at = [first], first.end
    while (first.arabic and figures[-1].use is None and
           not figures[-1].year_word and text[at:at + 1] in ("、", "和", "及") and
           text[at + 1:at + 2].isdigit()):
        figures.append(Figure(text, at + 1))
        at = figures[-1].end
    if len(figures) == 1 or any(one.value is None for one in figures):
        return None
    kind, times = verdict(figures[-1], text, place)
    if kind is None or (figures[-1].use is None and
                        not figures[-1].year_word):
        return None
    return ([(kind, one.value * times, one.value * times) for one in figures],
            end_of(figures[-1]))


def read_marker(text, at):
    """1. before an item, and 2、 and 3) where a sentence begins."""
    found = MARKER.match(text, at)
    if found is None or text[at - 1:at] in set("0123456789."):
        return None
    opens = at == 0 or text[at - 1] in ":;。!?"
    return found.end() if opens or found[0].endswith(".") else None


def tidy(value):
    """Without what binary fractions add: 21.1亿 is 2110000000."""
    return float(f"{value:.15g}")


def numerals(text, place="text"):
    found, at = [], 0
    while at < len(text):
        taken, at = step(text, at, place)
        found += taken
    return [(kind, tidy(low), tidy(high)) for kind, low, high in found]


def step(text, at, place):
    char = text[at]
    end = read_fixed(text, at)
    if end is not None:
        return [], end
    one = read_period(text, at) or read_parts(text, at)
    if one:
        return [one[0]], one[1]
    for pattern in (ORDINAL, FRACTION):
        found = pattern.match(text, at)
        if found:
            return [], found.end()
    if "a" <= char <= "z" or char in "0123456789":
        end = read_name(text, at)
        if end is not None:
            return [], end
    if char in "0123456789":
        end = read_marker(text, at) if place == "text" else None
        if end is not None:
            return [], end
    if char not in WORDS and char not in "0123456789":
        return [], at + 1
    figure = Figure(text, at)
    several = read_range(text, figure, place) or read_list(text, figure, place)
    if several:
        return several
    kind, times = verdict(figure, text, place)
    if kind is None:
        return [], max(end_of(figure), at + 1)
    value = figure.value * times
    return [(kind, value, value)], end_of(figure)


# ---- units

def head_is(head, use):
    """Serial numbers: the head is the word; years: it ends with it, but not
    目标值2025年."""
    for word in USES[use]:
        if head == word:
            return True
        if use == "years" and head.endswith(word) and not (
                head[-len(word) - 1].isdigit()):
            return True
    return False


ALONE = re.compile(r"[()0-9.、,;%≥≤<>=~\-+/约]*")


def cell_numbers(cell, head):
    if head_is(head, "serial") and re.fullmatch("[0-9.]+", cell):
        return []
    if head_is(head, "years"):
        return numerals(cell, "years")
    return numerals(cell, "cell" if ALONE.fullmatch(cell) else "text")


def unit_numbers(record):
    """The numbers of a unit as plan-search prints it."""
    if record["kind"] == "row":
        cells = record["table"]["cells"]
        heads = record["table"]["columns"]
        return [number for cell, head in zip(cells, heads)
                for number in cell_numbers(norm(cell), norm(head))]
    text, marker = norm(record["text"]), norm(record["marker"] or "")
    if marker and text.startswith(marker):
        text = text[len(marker):]
    return numerals(text)
