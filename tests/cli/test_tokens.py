"""plan-index inspect --stage tokens: one line a unit, words parted by |, as the
dictionary, the lexicon and what an index has learned cut them."""
import re

from support import SAMPLE, SAMPLES, Case, norm, read, sample, write


class Tokens(Case):
    def tokens(self, path, *arguments, **options):
        return self.index("inspect", "--stage", "tokens", *arguments, path,
                          **options).out.splitlines()

    def plan(self, *lines):
        return write(self.path("plan.txt"), "\n".join(
            ["甲市知识产权“十四五”规划", "一、发展基础", *lines]) + "\n")

    def test_a_line_a_unit(self):
        kinds = set()
        for name in SAMPLES:
            with self.subTest(sample=name):
                place = self.plan_id(name)
                units = self.search("show", "--format", "jsonl",
                                    place).jsonl()
                lines = self.tokens(sample(name))
                records = self.index("inspect", "--stage", "tokens",
                                     "--format", "jsonl", sample(name)).jsonl()
                self.assertEqual(lines, ["|".join(one["words"])
                                         for one in records])
                self.assertLessEqual({one["id"] for one in units},
                                     {one["id"] for one in records})
                kinds |= {one["kind"] for one in records}
        self.assertEqual(kinds, {"title", "heading", "paragraph", "row",
                                 "note", "caption"})

    def test_words_are_the_text_without_punctuation(self):
        units = {unit["id"]: unit for unit in self.units()}
        for name in SAMPLES:
            records = self.index("inspect", "--stage", "tokens", "--format",
                                 "jsonl", "--db", self.samples(),
                                 sample(name)).jsonl()
            for record in records:
                if record["id"] not in units:
                    continue
                text = norm(units[record["id"]]["text"])
                self.assertEqual("".join(record["words"]).replace(".", ""),
                                 re.sub(r"[^\w]|_", "", text), record)

    def test_lexicon_words_are_whole(self):
        plan = self.plan("东莞市开展知识产权质押融资，推进贯标。")
        self.assertEqual(self.tokens(plan)[-1],
                         "东莞市|开展|知识产权|质押融资|推进|贯标")

    def test_learned_words_are_whole_with_an_index(self):
        plan = self.plan("支持生产青溪瓷的企业。")
        self.assertEqual(self.tokens(plan)[-1], "支持|生产|青|溪|瓷|的|企业")
        self.assertEqual(self.tokens(plan, "--db", self.samples())[-1],
                         "支持|生产|青溪瓷|的|企业")
        # The plan's own place is a word where the index has a plan of it.
        self.assertTrue(self.tokens(plan)[0].startswith("甲|市|"))
        self.assertTrue(self.tokens(plan, "--db", self.samples())[0]
                        .startswith("甲市|知识产权|"))

    def test_no_index_is_asked_for(self):
        """$PLAN_DB says where the index is, not that its words be used."""
        plan = self.plan("支持生产青溪瓷的企业。")
        done = self.index("inspect", "--stage", "tokens", plan)
        self.assertNotIn("青溪瓷", done.out)
        done = self.index("inspect", "--stage", "tokens", "--db",
                          self.path("none"), plan, status=3)
        self.assertEqual(done.out, "")
        self.assertIn("no index there", done.err)

    def test_same_bytes_again(self):
        first = self.tokens(sample("jia-city"), "--db", self.samples())
        self.update(SAMPLE)
        again = self.tokens(sample("jia-city"), "--db", self.own)
        self.assertEqual(first, again)

    def test_what_is_learned_follows_the_plans(self):
        self.update(SAMPLE)
        plan = self.plan("支持生产青溪瓷的企业。")
        self.assertIn("青溪瓷", self.tokens(plan, "--db", self.own)[-1])
        self.index("remove", "--db", self.own, self.plan_id("jia-city"))
        self.assertNotIn("青溪瓷", self.tokens(plan, "--db", self.own)[-1])
        self.index("verify", "--db", self.own)

    def test_learning_changes_no_match(self):
        """Every hit of a plain term is what a scan of the texts finds."""
        texts = [norm(unit["text"]) for unit in self.units()]
        for term in ("识产", "知识产权", "质", "青溪瓷", "溪瓷", "产权质押"):
            with self.subTest(term=term):
                found = self.hits(term, status=(0, 1))
                self.assertEqual(len(found),
                                 sum(term in text for text in texts))

    def test_in_the_index_folder(self):
        self.update(SAMPLE)
        meta = read(self.path("db", "g1", "meta.json"))
        self.assertIn('"vocabulary"', meta)
        path = self.path("db", "g1", "vocabulary")
        with open(path, "rb") as file:
            whole = file.read()
        write(path, whole[:-8])
        done = self.search("plans", db=self.own, status=3)
        self.assertIn("vocabulary", done.err)
        done = self.index("verify", "--db", self.own, status=1)
        self.assertIn("vocabulary", done.err)
