"""Bad input: every case is named with its reason, the rest is still indexed, the
status is the documented one, nothing crashes."""
import os
import resource
import shutil
import subprocess
import time

from support import (BUILD, Case, INDEX, environment, read, run, sample,
                     squeeze, write)


class BadSource(Case):
    def rejected(self, *paths, reason):
        """Rejected beside a good plan (status 1) and alone (status 3)."""
        done = self.update(*paths, sample("yi-city"), status=1)
        for path in paths:
            self.assertIn(os.path.basename(path), done.err)
        self.assertRegex(done.err, reason)
        self.assertEqual({p["place"] for p in self.plans(self.own)}, {"乙市"})
        alone = self.path("alone")
        self.index("update", "--db", alone, *paths, status=3)
        self.search("search", "专利", db=alone, status=3)
        return done

    def test_empty_file(self):
        self.rejected(write(self.path("empty.txt"), ""), reason="empty")
        self.rejected(write(self.path("blank.txt"), " \n\n\u3000\n"),
                      reason="empty|no text")

    def test_binary_file(self):
        path = write(self.path("binary.txt"), bytes(range(256)) * 400)
        self.rejected(path, reason="binary|encoding")
        self.rejected(shutil.copy(INDEX, self.path("program.txt")),
                      reason="binary|encoding")

    def test_invalid_bytes_in_the_middle(self):
        lines = read(sample("wu-city")).encode().split(b"\n")
        lines[19] = lines[19][:40] + b"\xff\xfe\x80" + lines[19][40:]
        path = write(self.path("invalid.txt"), b"\n".join(lines))
        done = self.rejected(path, reason="UTF-8|encoding|bytes")
        self.assertIn("20", done.err)  # the line
        done = self.index("inspect", "--stage", "text", path, status=3)
        self.assertIn("20", done.err)

    def test_cut_in_the_middle_of_a_character(self):
        whole = read(sample("wu-city")).encode()
        self.rejected(write(self.path("cut.txt"), whole[:-3]),
                      reason="UTF-8|encoding|bytes")

    def test_a_file_that_vanishes(self):
        self.rejected(self.path("gone.txt"), reason="[Nn]o such file|vanish")
        folder = self.path("folder")
        os.makedirs(folder)
        shutil.copy(sample("yi-city"), folder)
        os.symlink(self.path("nowhere.txt"), os.path.join(folder, "link.txt"))
        db = self.path("db2")
        done = self.index("update", "--db", db, folder, status=(0, 1))
        self.assertEqual(len(self.plans(db)), 1, done)
        if done.status == 1:
            self.assertIn("link.txt", done.err)

    def test_a_folder_without_rights(self):
        closed, folder = self.path("plans", "closed"), self.path("plans")
        os.makedirs(closed)
        shutil.copy(sample("yi-city"), folder)
        shutil.copy(sample("wu-city"), closed)
        secret = shutil.copy(sample("jia-city"), folder)
        program = shutil.copy(INDEX, self.folder)
        command = [program, "update", "--db", self.path("open", "db"), folder]
        os.makedirs(self.path("open"))
        if os.getuid() == 0:  # rights do not bind root
            os.chmod(os.path.dirname(self.folder), 0o755)
            os.chmod(self.folder, 0o755)
            os.chmod(self.path("open"), 0o777)
            command = ["setpriv", "--reuid=65534", "--regid=65534",
                       "--clear-groups", *command]
        os.chmod(closed, 0)
        os.chmod(secret, 0)
        try:
            done = run(command, cwd="/")
        finally:
            os.chmod(closed, 0o755)
        self.check(done, 1, command)
        self.assertIn("closed", done.err)
        self.assertIn("jia-city.txt", done.err)
        self.assertIn("ermission denied", done.err)
        self.assertEqual({p["place"] for p in
                          self.plans(self.path("open", "db"))}, {"乙市"})

    def test_the_same_plan_twice(self):
        one = shutil.copy(sample("yi-city"), self.path("one.txt"))
        two = shutil.copy(sample("yi-city"), self.path("two.txt"))
        done = self.update(one, two)
        self.assertRegex(done.err, "one.txt|two.txt")
        self.assertEqual(len(self.plans(self.own)), 1)
        self.assertEqual([u["text"] for u in self.units(self.own)],
                         [u["text"] for u in self.units()
                          if u["place"] == "乙市"])
        # the same again in another layout of its bytes
        three = write(self.path("three.txt"),
                      read(sample("yi-city")).encode("utf-16"))
        done = self.update(three, one, status=(0, 1))
        self.assertIn("three.txt", done.err)
        self.assertEqual(len(self.plans(self.own)), 1)

    def test_special_files(self):
        fifo = self.path("fifo.txt")
        os.mkfifo(fifo)
        done = self.update(fifo, sample("yi-city"), status=(0, 1), timeout=60)
        self.assertEqual(len(self.plans(self.own)), 1, done)

    def test_bad_blocks(self):
        for name, text in (("broken", '{"kind":"paragraph"'),
                           ("kindless", '{"text":"没有类型"}\n'),
                           ("mistyped", '{"kind":"paragraph","text":7}\n'),
                           ("unknown", '{"kind":"poem","text":"诗"}\n'),
                           ("list", "[]\n"), ("nothing", "\n")):
            with self.subTest(name):
                path = write(self.path(name + ".jsonl"), text)
                done = self.index("update", "--db", self.path(name), path,
                                  status=3)
                self.assertIn(name + ".jsonl", done.err)


class OddSource(Case):
    """Strange, but text: taken as well as can be."""

    def blocks(self, text):
        path = write(self.path("odd.txt"), text)
        done = self.index("inspect", "--stage", "blocks", "--format", "jsonl",
                          path)
        return done.jsonl()

    def held(self, blocks):
        """All text of all blocks."""
        parts = []
        for block in blocks:
            parts += [block.get("marker"), block.get("text"),
                      block.get("caption"), *(block.get("header") or [])]
            parts += [c for row in block.get("rows") or [] for c in row]
        return squeeze("".join(p or "" for p in parts))

    def test_one_line_of_fifty_megabytes(self):
        words = "围绕主导产业开展专利导航，完善质押融资风险补偿机制。"
        line = words * (50_000_000 // len(words.encode()) + 1)
        path = write(self.path("long.txt"), "己市知识产权规划\n" + line)
        begin = time.time()
        done = self.update(path, sample("yi-city"), status=(0, 1))
        self.assertLess(time.time() - begin, 120)
        self.assertIn("乙市", {p["place"] for p in self.plans(self.own)})
        if done.status == 1:
            self.assertIn("long.txt", done.err)
        else:
            self.search("search", "专利导航", "--limit", "1", db=self.own)

    def test_no_heading_at_all(self):
        text = "\n".join(f"第{n}段讲的是知识产权工作的一个方面，没有标题。"
                         for n in "甲乙丙丁戊己庚辛")
        path = write(self.path("flat.txt"), text + "\n")
        self.update(path)
        units = self.units(self.own)
        self.assertEqual([u["text"] for u in units], text.splitlines())
        self.assertTrue(all(u["path"] == [] for u in units))
        self.assertTrue(units[0]["id"].endswith("/0/p1"))

    def test_headings_deeper_than_any_convention(self):
        markers = ["第一编", "第一篇", "第一章", "第一节", "一、", "（一）",
                   "1、", "（1）", "①", "1.1", "1.1.1", "1.1.1.1",
                   "1.1.1.1.1", "1.1.1.1.1.1", "a.", "a)"]
        text = "庚市知识产权发展规划\n" + "".join(
            f"{m} 第{n}层的标题\n这是第{n}层下面的一段正文，讲的是保护。\n"
            for n, m in enumerate(markers * 8))
        blocks = self.blocks(text)
        self.assertEqual(self.held(blocks), squeeze(text))
        for n in range(len(markers) * 8):
            self.assertTrue(any(f"第{n}层下面的一段正文" in (b["text"] or "")
                                for b in blocks))
        self.assertTrue(all(b["depth"] >= 1 for b in blocks
                            if b["kind"] in ("heading", "box")))
        self.update(self.path("odd.txt"))

    def test_numbers_of_thousands_of_parts(self):
        text = "庚市规划\n" + ".".join(["1"] * 5000) + " 标题\n正文在此。\n"
        self.assertIn("正文在此", self.held(self.blocks(text)))
        text = "（" * 100_000 + "\n" + "[bookmark: _Toc1]" * 20_000 + "正文"
        self.assertIn("正文", self.held(self.blocks(text)))

    def test_a_table_that_never_ends(self):
        head = "辛市规划\n一、主要指标\n\t专栏1 指标\n\n"
        cells = ["\t序号\n\t指标\n\t数值\n"]
        cells += [f"\n\t{n}\n\t指标{n}\n\t{n}.5\n" for n in range(1, 20_001)]
        begin = time.time()
        blocks = self.blocks(head + "".join(cells))
        self.assertLess(time.time() - begin, 60)
        held = self.held(blocks)
        for n in (1, 777, 20_000):
            self.assertIn(f"指标{n}", held)
        done = self.update(self.path("odd.txt"))
        self.search("search", "指标20000", db=self.own)
        self.assertEqual(done.out, "")

    def test_cells_without_a_header(self):
        text = "壬市规划\n" + "".join(f"\t{n}\n" for n in range(50_000))
        self.assertIn("49999", self.held(self.blocks(text)))

    def test_line_ends_and_nothing_but_marks(self):
        text = read(sample("wu-city"))
        want = [b["text"] for b in self.blocks(text)]
        for end in ("\r\n", "\r"):
            got = [b["text"] for b in self.blocks(text.replace("\n", end))]
            self.assertEqual(got, want, repr(end))

    def test_control_characters_stay_out_of_the_terminal(self):
        self.update(write(self.path("odd.txt"),
                          "癸市规划\n一、任务\n保护\x1b[31m专利\x07导航。\n"))
        done = self.search("search", "导航", db=self.own)
        self.assertNotIn("\x1b", done.out)
        self.assertNotIn("\x07", done.out)


class FullDisk(Case):
    def limited(self, size, *arguments):
        """The program where no file may grow over size bytes.  Python ignores
        SIGXFSZ, and so does its child: writing then fails, as on a full disk."""
        return run([INDEX, *arguments], restore_signals=False,
                   preexec_fn=lambda: resource.setrlimit(
                       resource.RLIMIT_FSIZE, (size, size)))

    def test_the_old_index_stays(self):
        self.update(sample("yi-city"))
        before = self.units(self.own)
        for size in (0, 1000, 10_000, 40_000):
            with self.subTest(size=size):
                done = self.limited(size, "update", "--db", self.own,
                                    sample("bing-province"),
                                    sample("jia-city"))
                self.check(done, 3, ("update",))
                self.assertRegex(done.err, "cannot|failed")
                self.index("verify", "--db", self.own)
                self.assertEqual(self.units(self.own), before)
        self.update(sample("jia-city"))
        self.assertEqual(len(self.plans(self.own)), 2)

    def test_no_new_index_is_left(self):
        done = self.limited(1000, "update", "--db", self.own,
                            sample("yi-city"))
        self.check(done, 3, ("update",))
        self.search("search", "专利", db=self.own, status=3)

    def test_inspect_into_a_full_device(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([INDEX, "inspect", "--stage", "blocks",
                                   sample("yi-city")], stdout=full,
                                  stderr=subprocess.PIPE, env=environment(),
                                  timeout=60)
        self.assertEqual(done.returncode, 3)
        self.assertTrue(done.stderr)

    def test_a_folder_that_cannot_be_written(self):
        blocked = write(self.path("file"), "")
        done = self.index("update", "--db", os.path.join(blocked, "db"),
                          sample("yi-city"), status=3)
        self.assertIn("file", done.err)


class Usable(Case):
    def test_built_programs_are_there(self):
        for name in ("plan-index", "plan-search"):
            self.assertTrue(os.access(os.path.join(BUILD, name), os.X_OK))
