"""What a query finds, by looking at every unit: the oracle itself.

A query is a tree of tuples, drawn by draw.py, never read from text:

  ("term", text)  ("synonyms", [text, …])  ("regex", pattern)
  ("near", [part, …], [(most, ordered), …])
  ("filter", field, value)    value in plain form; of year: and num: a triple
  ("not", part)  ("and", [part, …])  ("or", [part, …])
"""
import re

from normal import norm

RESULTS = {"paragraph", "row", "note"}


def places(text, term):
    """All occurrences, those that overlap among them."""
    found, at = [], text.find(term)
    while at >= 0:
        found.append((at, at + len(term)))
        at = text.find(term, at + 1)
    return found


def part_places(part, text):
    """Of one word of a NEAR: a term, synonyms or an OR of such."""
    kind = part[0]
    if kind == "term":
        return set(places(text, norm(part[1])))
    if kind == "synonyms":
        return {place for word in part[1] for place in places(text, norm(word))}
    return {place for one in part[1] for place in part_places(one, text)}


def near(a, b, most, ordered):
    """Neither overlaps the other, and at most so many characters between."""
    if a[1] <= b[0]:
        return b[0] - a[1] <= most
    return not ordered and b[1] <= a[0] and a[0] - b[1] <= most


def near_places(query, text):
    """The words that take part: those on some way from the first to the last."""
    _, parts, gaps = query
    columns = [part_places(part, text) for part in parts]
    following = {}

    def ways(i, place):
        """The next words of the chains that can be ended from this one."""
        if (i, place) not in following:
            following[i, place] = [
                other for other in columns[i + 1]
                if near(place, other, *gaps[i]) and
                (i + 1 == len(gaps) or ways(i + 1, other))]
        return following[i, place]

    layer, found = {place for place in columns[0] if ways(0, place)}, set()
    for i in range(len(gaps)):
        found |= layer
        layer = {other for place in layer for other in ways(i, place)}
    return found | layer


def regex_places(pattern, text):
    return {found.span() for found in re.finditer(pattern, text)
            if found.end() > found.start()}


def kinds_named(query):
    """By a kind: that does not stand under NOT."""
    if query[0] == "filter":
        return {query[2]} if query[1] == "kind" else set()
    if query[0] in ("and", "or"):
        return {kind for one in query[1] for kind in kinds_named(one)}
    return set()


def id_begins(whole, part):
    """A prefix that ends a part: x/3 of x/3.2 and x/3/p1, not of x/31."""
    return whole == part or (whole.startswith(part) and
                             whole[len(part)] in "/.")


def number_fits(number, field, wanted):
    kind, low, high = number
    least, most, percent = wanted
    asked = ("year" if field == "year" else
             "percentage" if percent else "quantity")
    return kind == asked and low <= most and high >= least


class Scan:
    """Gives the units of a world that a query finds, as sets of numbers."""

    def __init__(self, world):
        self.world, self.known = world, {}
        self.held = {}  # by id: queries outlive a scan

    def _all(self, fits):
        return frozenset(i for i, unit in enumerate(self.world.units)
                         if fits(unit))

    def _holding(self, text):
        if text not in self.known:
            self.known[text] = self._all(lambda unit: text in unit.text)
        return self.known[text]

    def _part(self, part):
        """Units with some word of a part of a NEAR."""
        if part[0] == "term":
            return self._holding(norm(part[1]))
        if part[0] == "synonyms":
            return frozenset().union(*(self._holding(norm(word))
                                       for word in part[1]))
        return frozenset().union(*map(self._part, part[1]))

    def _near(self, query):
        units = frozenset.intersection(*map(self._part, query[1]))
        return frozenset(i for i in units
                         if near_places(query, self.world.units[i].text))

    def _plan_fits(self, plan, field, value):
        if field == "plan":
            return plan["id"] == value or norm(value) in plan["normal"]
        name = {"within": "province"}.get(field, field)
        return plan[name] == value

    def _filter(self, field, value):
        if field in ("plan", "place", "within", "level", "period"):
            plans = {plan["id"] for plan in self.world.plans.values()
                     if self._plan_fits(plan, field, value)}
            return self._all(lambda unit: unit.plan in plans)
        if field in ("kind", "role"):
            return self._all(lambda unit: getattr(unit, field) == value)
        if field == "id":
            return self._all(lambda unit: id_begins(unit.id, value))
        if field in ("year", "num"):
            return self._all(lambda unit: any(
                number_fits(number, field, value) for number in unit.numbers))
        text = norm(value)
        if field == "section":
            return self._all(
                lambda unit: any(text in label for label in unit.path))
        return self._all(lambda unit: text in getattr(unit, field))

    def _and(self, parts):
        """Filters of one field beside each other are alternatives."""
        found, fields = self.world.everything, {}
        for part in parts:
            if part[0] == "filter":
                fields.setdefault(part[1], []).append(part)
            else:
                found = found & self.units(part)
        for alternatives in fields.values():
            found = found & frozenset().union(*map(self.units, alternatives))
        return found

    def units(self, query):
        """All that it holds for, headings and the like among them."""
        kind = query[0]
        if kind in ("term", "synonyms"):
            return self._part(query)
        if kind == "near":
            return self._near(query)
        if kind == "regex":
            pattern = re.compile(query[1])
            return self._all(lambda unit: any(
                found[0] for found in pattern.finditer(unit.text)))
        if kind == "not":
            return self.world.everything - self.units(query[1])
        if kind == "or":
            return frozenset().union(*map(self.units, query[1]))
        if kind == "and":
            return self._and(query[1])
        if query not in self.known:
            self.known[query] = self._filter(query[1], query[2])
        return self.known[query]

    def answer(self, query):
        """The hits, and how many other headings, titles and captions."""
        units, kinds = self.units(query), RESULTS | kinds_named(query)
        hits = {i for i in units if self.world.units[i].kind in kinds}
        return hits, len(units) - len(hits)

    def _holds(self, query, number):
        if id(query) not in self.held:
            self.held[id(query)] = self.units(query)
        return number in self.held[id(query)]

    def _places(self, query, number):
        """Of everything that is asked for, and so nothing of what stands under
        NOT, nor of an alternative that does not hold: the marks of a hit."""
        kind, text = query[0], self.world.units[number].text
        if kind in ("term", "synonyms"):
            return part_places(query, text)
        if kind == "near":
            return near_places(query, text)
        if kind == "regex":
            return regex_places(query[1], text)
        if kind in ("and", "or"):
            return {place for one in query[1]
                    if kind == "and" or self._holds(one, number)
                    for place in self._places(one, number)}
        return set()

    def spans(self, query, number):
        """The marks of a hit, or None where the way back is not certain."""
        unit = self.world.units[number]
        if not unit.normal.exact:
            return None
        return unit.normal.back(self._places(query, number))
