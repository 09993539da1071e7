"""Synthetic plans with planted passages, for reuse: what plans take from each
other is known, since it was put there.

Words come from a Zipf distribution over a made-up vocabulary, so that short
strings repeat by chance as they do in real text.  Planted are, each into two or
more plans: exact passages, passages with a small change (a word replaced, a
clause put in, a number changed), and formulas that stand in most plans.  The
same seed gives the same plans.
"""
import itertools
import json
import random

SIGNS = [chr(c) for c in range(0x4e00, 0x4e00 + 1500)]
CHANGES = ("replace", "insert", "number")
FORMULA_SHARE = 0.6  # of the plans hold a formula


class Writer:
    def __init__(self, seed, words=6000):
        self.random = random.Random(seed)
        self.words = ["".join(self.random.choices(SIGNS, k=k))
                      for k in self.random.choices((1, 2, 2, 2, 3, 4), k=words)]
        weights = (1 / rank for rank in range(10, words + 10))
        self.weights = list(itertools.accumulate(weights))

    def text(self, length):
        out, size = [], 0
        while size < length:
            word = self.random.choices(self.words, cum_weights=self.weights)[0]
            if self.random.random() < 0.12:
                word += "，"
            out.append(word)
            size += len(word)
        return "".join(out)[:length]

    def changed(self, text, how):
        at = self.random.randrange(len(text) // 3, 2 * len(text) // 3)
        if how == "replace":
            return text[:at] + self.text(3) + text[at + 3:]
        if how == "insert":
            return text[:at] + "，" + self.text(6) + text[at:]
        return text[:at] + "2035" + text[at + 4:]


def plant(writer, plans, number, sizes):
    """[(how, text, changed text, plan, plan)], and the texts by plan."""
    planted, extra = [], {}
    for i in range(number):
        a, b = sorted(writer.random.sample(range(plans), 2))
        text = writer.text(writer.random.randint(*sizes))
        how = ("exact", *CHANGES)[i % 4]
        if how == "number":
            text = text[:len(text) // 2] + "2025" + text[len(text) // 2:]
            other = text.replace("2025", "2035")
        else:
            other = text if how == "exact" else writer.changed(text, how)
        extra.setdefault(a, []).append(text)
        extra.setdefault(b, []).append(other)
        planted.append((how, text, other, a, b))
    return planted, extra


def name(plan):
    return f"made-{plan:04}"


def make(path, plans, characters=15000, planted=None, seed=1, formulas=3):
    """Writes plans as a source of JSON Lines; what was planted."""
    writer = Writer(seed)
    placed, extra = plant(writer, plans, planted or 2 * plans, (40, 120))
    common = [writer.text(30) for _ in range(formulas)]
    with open(path, "w", encoding="utf-8") as out:
        for plan in range(plans):
            texts = [writer.text(writer.random.randint(100, 400))
                     for _ in range(characters // 250)]
            inside = list(extra.get(plan, ()))
            inside += [text for text in common
                       if writer.random.random() < FORMULA_SHARE]
            for text in inside:  # behind what is there, so that none is cut
                at = writer.random.randrange(len(texts))
                texts[at] += "。" + text + "；" + writer.text(20)
            year = 2016 if plan % 3 == 0 else 2021
            for number, text in enumerate(texts, 1):
                out.write(json.dumps({
                    "id": f"{name(plan)}/0/p{number}", "plan": name(plan),
                    "title": f"规划{plan}", "kind": "paragraph", "path": [],
                    "period": f"{year}-{year + 4}", "text": text},
                    ensure_ascii=False) + "\n")
    return placed


def found(records, texts, planted):
    """By kind of change, how many planted passages there are and how many of
    them are found: of an exact one the whole, of a changed one nine tenths of
    both sides in one near passage."""
    spans = {}
    for record in records:
        a, b = record["a"], record["b"]
        plans = a["id"].split("/")[0], b["id"].split("/")[0]
        kind = record["kind"]
        spans.setdefault((plans, kind), []).append(
            (texts[a["id"]][slice(*a["span"])],
             texts[b["id"]][slice(*b["span"])]))
    tally = {}
    for how, text, other, a, b in planted:
        kind = "exact" if text == other else "near"
        hits = [1 for x, y in spans.get(((name(a), name(b)), kind), ())
                if within(text, x) and within(other, y)]
        row = tally.setdefault(how, [0, 0])
        row[0] += 1
        row[1] += bool(hits)
    return tally


def within(planted, passage):
    """Whether a passage covers nine tenths of what was planted, in one piece."""
    least = len(planted) * 9 // 10
    return any(planted[i:i + least] in passage
               for i in range(len(planted) - least + 1))


def unplanted(records, texts, planted, least=36):
    """How many passages of so many characters there are, and how many of them
    nobody planted between those two plans."""
    pairs = {}
    for _, text, _, a, b in planted:
        pairs.setdefault((name(a), name(b)), []).append(text)
    long = strange = 0
    for record in records:
        if record["length"] < least:
            continue
        plans = tuple(record[side]["id"].split("/")[0] for side in "ab")
        passage = texts[record["a"]["id"]][slice(*record["a"]["span"])]
        long += 1
        strange += not any(text[i:i + 12] in passage
                           for text in pairs.get(plans, ())
                           for i in range(len(text) - 11))
    return long, strange
