#!/usr/bin/env python3
"""Hold the normaliser against Python's own Unicode functions.

usage: normal_oracle.py NORMAL_LINES SIMPLIFIED [NUMBER [SEED]]

NORMAL_LINES is the program made of normal_lines.c, SIMPLIFIED is
corpus/rules/simplified.tsv.  Every assigned code point is tried alone and
after a letter; then NUMBER (200000) random strings, some over all of Unicode,
some like a plan's text, some of what composes, joins or drops.  Compared are
norm(text) and, through the origins, that each cut of the normalised text lies
in the normal form of the original it points to.
"""
import random
import re
import subprocess
import sys
import unicodedata

# White_Space, which has no U+001C to U+001F, and the named characters.
SPACE = re.compile("[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f"
                   "\u205f\u3000\u00ad\u200b-\u200d\u2060\ufeff]+")
QUOTES = dict.fromkeys(map(ord, "“”‘’„‟「」『』〝〞'"), '"')
BRACKETS = str.maketrans("〔〕【】[]", "()()()")
OTHERS = str.maketrans("≧≦•・‧", "≥≤···")
DASHES = re.compile("[\u2014\u2013\u2015\u2010\u2011\u2012\u2212\u2500-]+")
COMMA = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
PLAN = ("到二〇二五年，每万人口高价值发明专利拥有量达到八件以上。"
        "（一）“放管服”改革——１．２、國家產權廣東標準；：《》【】0123456789,.%")
ODD = ("\u0301\u0327\u0338\u3099\u309a\u0323\u0308AaEeÅＡｶﾞﾟかは=<>≧≦½㎡…⑴㈠"
       "\ufdfa\ufb01ßİǅ\u1100\u1161\u11a8\uac00\u314f\u3131\uffc2"
       "\u09c7\u09be\u00a8\u037a\u0345ΑΐΣς,，1２٣3,\u0664 \u3000\u200b\xad"
       "—–-－‐‑−─﹣︱“”‘’'\"「」[]【】〔〕•・‧·\U0001f101\U0001d7ce"
       "\u0f71\u0f72\u0f73\u0344\u2126\u212b\u0340\ufe0f\u20dd著產")


def norm(text, simple):
    text = SPACE.sub("", text)
    text = unicodedata.normalize("NFKC", text).casefold()
    text = text.translate(simple).translate(QUOTES)
    text = text.translate(BRACKETS).translate(OTHERS)
    text = DASHES.sub("-", text)
    return COMMA.sub("", SPACE.sub("", text))


def assigned():
    return [chr(c) for c in range(sys.maxunicode + 1)
            if c != 10 and unicodedata.category(chr(c)) not in ("Cs", "Cn")]


def draw(number, rng, points):
    for c in points:
        yield c
        yield "e" + c + "1"
    for _ in range(number):
        kind, size = rng.randrange(4), rng.choice([1, 2, 3, 5, 8, 13, 40])
        if kind == 0:
            yield "".join(rng.choices(points, k=size))
        elif kind == 1:
            yield "".join(rng.choices(PLAN, k=size))
        elif kind == 2:
            yield "".join(rng.choices(ODD, k=size))
        else:
            yield "".join(rng.choice(rng.choice((PLAN, ODD, points)))
                          for _ in range(size))


def origins_wrong(text, want, spans, simple, rng):
    if len(spans) != len(want):
        return "number of origins"
    for (a, b), (c, d) in zip(spans, spans[1:]):
        if c < a or d < b:
            return "origins go back"
    if any(not 0 <= a < b <= len(text) for a, b in spans):
        return "origin outside"
    # A cut changes what a comma stands between.
    if want and "," not in unicodedata.normalize("NFKC", text):
        first = rng.randrange(len(want))
        last = rng.randrange(first, len(want))
        part = text[spans[first][0]:spans[last][1]]
        if want[first:last + 1] not in norm(part, simple):
            return f"origin of {first} to {last}"
    return None


def main(arguments):
    if len(arguments) < 2:
        sys.exit(__doc__)
    number = int(arguments[2]) if len(arguments) > 2 else 200000
    rng = random.Random(int(arguments[3]) if len(arguments) > 3 else 1)
    with open(arguments[1], encoding="utf-8") as table:
        pairs = [line.rstrip("\n").split("\t") for line in table
                 if not line.startswith("#")][1:]
    simple = str.maketrans(dict(pair[:2] for pair in pairs))
    texts = list(draw(number, rng, assigned()))
    done = subprocess.run([arguments[0]], capture_output=True, check=True,
                          input="\n".join(texts).encode() + b"\n")
    lines = done.stdout.decode().split("\n")[:-1]
    wrong = int(len(lines) != len(texts))
    for text, line in zip(texts, lines):
        got, _, origins = line.partition("\t")
        spans = [tuple(map(int, o.split("-"))) for o in origins.split()]
        want = norm(text, simple)
        why = (f"{got!a} for {want!a}" if got != want else
               origins_wrong(text, want, spans, simple, rng))
        if why:
            wrong += 1
            if wrong < 20:
                print(f"{text!a}: {why}")
    print(f"{len(texts)} texts, {wrong} wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
