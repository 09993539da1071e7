"""norm(text) of the contract, section 3, and the way back to the original.

Written from the contract alone.  Normal.of(text) gives the text and, for each
of its characters, where in the original it came from; `back` turns places of
the normalised text into spans of the original, those that overlap joined.
"""
import os
import re
import unicodedata

TOP = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))


def table(name):
    """The rows of a table in corpus/, without its head and its remarks."""
    with open(os.path.join(TOP, "corpus", name), encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    return [row for row in rows[1:] if not row[0].startswith("#")]


WHITE = set(map(chr, [*range(9, 14), 0x20, 0x85, 0xa0, 0x1680,
                      *range(0x2000, 0x200b), 0x2028, 0x2029, 0x202f, 0x205f,
                      0x3000, 0xad, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff]))
MARKS = {**dict.fromkeys("“”‘’„‟「」『』〝〞'", '"'),
         **dict(zip("〔〕【】[]", "()()()")),
         "≧": "≥", "≦": "≤", "•": "·", "・": "·", "‧": "·",
         **dict.fromkeys("—–―‐‑‒−─", "-")}
SIMPLE = str.maketrans({row[0]: row[1] for row in
                        table("rules/simplified.tsv")})
MARKS = str.maketrans(MARKS)
COMMA = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")


def fold(text):
    """Steps 2 to 4 but for the runs of dashes, and step 5's white space."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = text.translate(SIMPLE).translate(MARKS)
    return "".join(c for c in text if c not in WHITE)


def norm(text):
    text = fold("".join(c for c in text if c not in WHITE))
    return COMMA.sub("", re.sub("-+", "-", text))


def joins(char):
    """Whether NFKC may put the character together with the one before."""
    return (unicodedata.combining(char) != 0 or char in "ﾞﾟ" or
            "\u1160" <= char <= "\u11ff")


class Normal:
    """text; start and end: of each character, in the original."""

    def __init__(self, original):
        self.text, self.start, self.end, self.commas = "", [], [], set()
        places = [i for i, c in enumerate(original) if c not in WHITE]
        clusters = []
        for i in places:
            if clusters and joins(original[i]):
                clusters[-1].append(i)
            else:
                clusters.append([i])
        chars = [(c, cluster[0], cluster[-1] + 1) for cluster in clusters
                 for c in fold("".join(original[i] for i in cluster))]
        self._take(chars)
        self.exact = self.text == norm(original)

    def _take(self, chars):
        kept = []
        for char, start, end in chars:
            if char == "-" and kept and kept[-1][0] == "-":
                kept[-1] = ("-", kept[-1][1], end)
            else:
                kept.append((char, start, end))
        commas = {found.start() for found in
                  COMMA.finditer("".join(c for c, _, _ in kept))}
        self.commas = {i - before for before, i in
                       enumerate(sorted(commas))}
        kept = [one for i, one in enumerate(kept) if i not in commas]
        self.text = "".join(c for c, _, _ in kept)
        self.start = [start for _, start, _ in kept]
        self.end = [end for _, _, end in kept]

    def back(self, places):
        """A match that steps over the comma of 5,247 covers what the comma
        stands for, all three digits."""
        spans = []
        for start, end in sorted(places):
            end = max([end] + [comma + 3 for comma in self.commas
                               if start < comma < end])
            start, end = self.start[start], self.end[end - 1]
            if spans and start < spans[-1][1]:
                spans[-1][1] = max(spans[-1][1], end)
            else:
                spans.append([start, end])
        return spans
