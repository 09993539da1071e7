"""plan-index: update, remove, verify, inspect; what changes and what stays."""
import fcntl
import glob
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import time

from support import (BUILD, Case, INDEX, SAMPLES, environment, read, run,
                     sample, write)


class Update(Case):
    def head(self):
        return self.search("search", "知识产权", "--format", "json",
                           db=self.own).json()

    def texts(self, db):
        return [(u["kind"], u["text"]) for u in self.units(db)]

    def test_an_unchanged_source_is_not_read_again(self):
        self.update(sample("yi-city"))
        before, files = self.head(), self.files()
        self.update(sample("yi-city"))
        self.assertEqual(self.head(), before)
        self.assertEqual(self.files(), files)

    def files(self):
        return {(path, os.stat(path).st_mtime_ns) for path in
                glob.glob(self.own + "/**", recursive=True)
                if os.path.isfile(path) and not path.endswith("/lock")}

    def test_a_changed_source_is_read_again(self):
        path = write(self.path("plan.txt"), read(sample("yi-city")))
        self.update(self.folder)
        before = {u["id"]: u["text"] for u in self.units(self.own)}
        self.search("search", "北岭荔枝", db=self.own)
        write(path, read(sample("yi-city")).replace("北岭荔枝", "南岭龙眼"))
        self.update(self.folder)
        self.search("search", "北岭荔枝", db=self.own, status=1)
        self.search("search", "南岭龙眼", db=self.own)
        after = {u["id"]: u["text"] for u in self.units(self.own)}
        self.assertEqual(set(after), set(before))
        self.assertEqual(sum(after[i] != before[i] for i in after), 1)

    def test_sources_come_one_after_the_other(self):
        for count, name in enumerate(SAMPLES, 1):
            self.update(sample(name))
            self.assertEqual(len(self.plans(self.own)), count)
        self.assertEqual(self.units(self.own), self.units())

    def test_ids_do_not_hang_on_neighbours_or_order(self):
        whole = {u["id"]: u["text"] for u in self.units()}
        self.update(sample("wu-city"), sample("bing-province"))
        for unit in self.units(self.own):
            self.assertEqual(unit["text"], whole[unit["id"]])

    def test_jobs_change_nothing(self):
        self.update("--jobs", "2", *map(sample, reversed(SAMPLES)))
        self.assertEqual(self.units(self.own), self.units())

    def test_prune_drops_what_is_gone(self):
        folder = self.path("plans")
        shutil.copytree(os.path.dirname(sample("yi-city")), folder)
        self.update(folder)
        os.remove(os.path.join(folder, "yi-city.txt"))
        self.update(folder)
        self.assertEqual(len(self.plans(self.own)), 5)
        self.update("--prune", folder)
        self.assertEqual(len(self.plans(self.own)), 4)
        self.assertNotIn("乙市", {p["place"] for p in self.plans(self.own)})

    def test_prune_drops_nothing_that_is_out_of_reach(self):
        folder = self.path("plans")
        os.mkdir(folder)
        path = shutil.copy(sample("wu-city"), folder)
        self.update(folder)
        os.rename(folder, folder + "-unmounted")
        done = self.update("--prune", folder, status=(1, 3))
        self.assertIn("nothing is dropped", done.err)
        self.assertEqual({p["place"] for p in self.plans(self.own)}, {"戊市"})
        os.rename(folder + "-unmounted", folder)
        os.remove(path)
        done = self.update("--prune", folder)
        self.assertIn(path, done.err)
        self.search("plans", db=self.own, status=1)

    def test_a_changed_file_with_prune(self):
        path = shutil.copy(sample("wu-city"), self.path("a.txt"))
        other = shutil.copy(sample("yi-city"), self.path("b.txt"))
        self.update(path, other)
        write(path, read(path) + "本规划由市政府负责解释。\n")
        os.remove(other)
        self.update("--prune", path)
        self.assertEqual({p["place"] for p in self.plans(self.own)}, {"戊市"})

    def test_a_plan_of_the_manifest_keeps_its_id_when_mended(self):
        path = shutil.copy(sample("wu-city"), self.path("a.txt"))
        with open(path, "rb") as file:
            digest = hashlib.sha256(file.read()).hexdigest()
        title = next(p["title"] for p in self.plans(self.samples())
                     if p["place"] == "戊市")
        manifest = write(self.path("manifest.tsv"),
                         "sha256\tid\ttitle\tplace\tlevel\tperiod\tsubject\n"
                         f"{digest}\twu-known\t{title}\t戊市\tcity\t2021-2025\t"
                         "知识产权\n")
        write(path, read(path) + "本规划由市政府负责解释。\n")
        self.update("--manifest", manifest, path)
        self.assertEqual([p["id"] for p in self.plans(self.own)], ["wu-known"])

    def test_a_plan_moves_from_file_to_file(self):
        a, b = self.path("a.txt"), self.path("b.txt")
        shutil.copy(sample("wu-city"), a)
        self.update(a)
        os.rename(a, b)
        self.update(b)
        shutil.copy(sample("yi-city"), a)
        self.update(a, b)
        self.assertEqual({p["place"] for p in self.plans(self.own)},
                         {"戊市", "乙市"})
        self.index("verify", "--db", self.own)

    def test_a_plan_that_moved_is_not_pruned(self):
        a, b = self.path("a.txt"), self.path("b.txt")
        shutil.copy(sample("wu-city"), b)
        self.update(b)
        os.rename(b, a)
        self.update(a)
        self.update("--prune", a)
        plan, = self.plans(self.own)
        self.index("verify", "--db", self.own)
        self.index("remove", "--db", self.own, plan["id"])
        self.index("verify", "--db", self.own)

    def test_a_file_that_became_a_copy_of_another(self):
        a, b = self.path("a.txt"), self.path("b.txt")
        shutil.copy(sample("wu-city"), a)
        shutil.copy(sample("yi-city"), b)
        self.update(a, b)
        shutil.copy(a, b)
        done = self.update(a, b)
        self.assertIn("indexed once", done.err)
        self.assertEqual({p["place"] for p in self.plans(self.own)}, {"戊市"})
        # the copy takes over when the first is gone
        os.remove(a)
        self.update("--prune", b)
        self.assertEqual({p["place"] for p in self.plans(self.own)}, {"戊市"})

    def test_names_that_are_no_utf8(self):
        folder = self.path("plans").encode()
        os.mkdir(folder)
        shutil.copy(sample("wu-city"), folder + b"/\xff.txt")
        self.update(os.fsdecode(folder))
        self.assertEqual([p["source"] for p in self.plans(self.own)],
                         ["\ufffd.txt"])

    def test_nothing_to_index(self):
        folder = self.path("empty")
        os.mkdir(folder)
        done = self.update(folder, status=3)
        self.assertIn("no .txt", done.err)

    def test_encodings(self):
        want = None
        for name, encoding in (("utf8", "utf-8"), ("mark", "utf-8-sig"),
                               ("utf16", "utf-16"), ("le", "utf-16-le"),
                               ("be", "utf-16-be"), ("gb", "gb18030")):
            with self.subTest(encoding=encoding):
                path = write(self.path(name + ".txt"),
                             read(sample("wu-city")).encode(encoding))
                db = self.path("db-" + name)
                self.index("update", "--db", db, path)
                want = want or self.texts(db)
                self.assertEqual(self.texts(db), want)

    def test_blocks_are_a_source_too(self):
        for name in ("jia-city", "bing-province"):
            with self.subTest(sample=name):
                blocks = self.index("inspect", "--stage", "blocks",
                                    "--format", "jsonl", sample(name))
                path = write(self.path(name + ".jsonl"), blocks.raw)
                db = self.path("db-" + name)
                self.index("update", "--db", db, path)
                plan = self.plan_id(name)
                self.assertEqual(self.texts(db),
                                 [(u["kind"], u["text"])
                                  for u in self.units()
                                  if u["plan"] == plan])

    def test_remove(self):
        self.update(sample("yi-city"), sample("wu-city"))
        plan = next(p["plan"] for p in self.units(self.own)
                    if p["place"] == "乙市")
        self.index("remove", "--db", self.own, plan)
        self.assertEqual({p["place"] for p in self.plans(self.own)}, {"戊市"})
        self.index("verify", "--db", self.own)
        done = self.index("remove", "--db", self.own, "nowhere-14",
                          status=(1, 3))
        self.assertIn("nowhere-14", done.err)

    def test_wrong_usage(self):
        for arguments in ((), ("udpate",), ("update", "--nonsense"),
                          ("update", "--db", self.own),
                          ("update", "--db", self.own, "--jobs", "x", "y"),
                          ("inspect",), ("remove", "--db", self.own),
                          ("inspect", "--stage", "soup", sample("yi-city"))):
            with self.subTest(arguments=arguments):
                done = self.index(*arguments, status=2)
                self.assertEqual(done.out, "")
                self.assertTrue(done.err)

    def test_help_and_version(self):
        for option in ("--help", "--version"):
            done = self.index(option)
            self.assertTrue(done.out)
        done = self.index("update", "--help")
        self.assertIn("--prune", done.out)

    def test_quiet_and_no_progress_in_a_pipe(self):
        done = self.update("--quiet", sample("yi-city"))
        self.assertEqual((done.out, done.err), ("", ""))
        self.assertNotIn("\r", self.update(sample("wu-city")).err)


class Damage(Case):
    def setUp(self):
        super().setUp()
        self.update(sample("yi-city"), sample("wu-city"))

    def generation(self):
        path = os.path.join(self.own, "current")
        if os.path.islink(path):
            return os.path.join(self.own, os.readlink(path))
        return os.path.join(self.own, read(path).strip())

    def parts(self):
        return [path for path in
                glob.glob(self.generation() + "/**", recursive=True)
                if os.path.isfile(path) and os.path.getsize(path) > 64]

    def test_a_sound_index_verifies(self):
        self.index("verify", "--db", self.own)

    def test_parts_that_are_cut_short(self):
        for path in self.parts():
            with self.subTest(part=os.path.relpath(path, self.own)):
                whole = open(path, "rb").read()
                write(path, whole[:len(whole) // 2])
                self.index("verify", "--db", self.own, status=(1, 3))
                # refused, or what was cut off is not needed here; no crash
                done = self.search("search", "知识产权", db=self.own,
                                   status=(0, 3))
                if done.status == 3:
                    self.assertIn(self.own, done.err)
                write(path, whole)
        self.index("verify", "--db", self.own)

    def test_parts_with_a_flipped_byte(self):
        rng = random.Random(5)
        for path in self.parts():
            with self.subTest(part=os.path.relpath(path, self.own)):
                whole = open(path, "rb").read()
                at = rng.randrange(len(whole))
                write(path, whole[:at] + bytes([whole[at] ^ 0x55]) +
                      whole[at + 1:])
                self.search("search", "知识产权", db=self.own,
                            status=(0, 1, 3))
                self.index("verify", "--db", self.own, status=(0, 1, 3))
                write(path, whole)

    def test_text_that_was_changed_is_damage(self):
        path = next(p for p in self.parts() if os.path.basename(p) == "text")
        text = open(path, "rb").read()
        at = len(text) // 2
        write(path, text[:at] + bytes([text[at] ^ 1]) + text[at + 1:])
        done = self.index("verify", "--db", self.own, status=1)
        self.assertIn("text", done.out + done.err)

    def test_another_schema_version(self):
        path = os.path.join(self.generation(), "meta.json")
        with open(path, encoding="utf-8") as file:
            meta = json.load(file)
        key = next(k for k in meta if k in ("schema", "version",
                                            "schema_version"))
        meta[key] = 9999
        write(path, json.dumps(meta))
        done = self.search("search", "专利", db=self.own, status=3)
        self.assertIn("version", done.err)
        self.assertIn("9999", done.err)
        done = self.update(sample("jia-city"), status=3)
        self.assertIn("version", done.err)

    def test_held_by_another_writer(self):
        with open(os.path.join(self.own, "lock"), "ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            done = self.update(sample("jia-city"), status=3)
            self.assertIn("another writer", done.err)
            self.search("search", "专利导航", db=self.own)
            self.index("verify", "--db", self.own)
        self.update(sample("jia-city"))

    def test_a_folder_that_is_no_index(self):
        write(self.path("notes.txt"), "不是索引")
        self.search("search", "专利", db=self.folder, status=3)
        self.search("search", "专利", db=sample("yi-city"), status=3)
        self.index("update", "--db", self.path("notes.txt"),
                   sample("jia-city"), status=3)
        self.index("verify", "--db", self.folder, status=3)


class Killed(Case):
    """A writer that is killed leaves the old index or the new one."""

    def sound(self):
        """Nothing is wrong with the index but that its source went on."""
        done = self.index("verify", "--db", self.own, status=(0, 1))
        wrong = [line for line in (done.out + done.err).splitlines()
                 if "yi-city.txt' has changed" not in line]
        if done.status == 1:
            self.assertEqual(wrong, [], done)

    def test_at_any_moment(self):
        folder = self.path("plans")
        shutil.copytree(os.path.dirname(sample("yi-city")), folder)
        self.update(folder)
        begin = time.time()
        self.update("--jobs", "2", folder, sample("yi-city"), status=(0, 1))
        took = max(0.05, time.time() - begin)
        rng, old = random.Random(11), None
        for turn in range(12):
            path = os.path.join(folder, "yi-city.txt")
            write(path, read(sample("yi-city")).replace(
                "北岭荔枝", f"第{turn}号荔枝"))
            child = subprocess.Popen(
                [INDEX, "update", "--quiet", "--db", self.own, folder],
                env=environment(), stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL)
            time.sleep(rng.uniform(0, 1.5 * took))
            child.send_signal(signal.SIGKILL)
            child.wait()
            self.sound()
            self.assertEqual(len(self.plans(self.own)), 5)
            units = [u["text"] for u in self.units(self.own)
                     if "荔枝等特色产品" in u["text"]]
            self.assertEqual(len(units), 1)
            new = f"第{turn}号荔枝" in units[0]
            self.assertTrue(new or old is None or units[0] == old)
            old = units[0]
        # what the killed writers left behind does not stay for ever
        self.update(folder)
        left = [n for n in os.listdir(self.own) if n.startswith("g")]
        self.assertEqual(len(left), 1, left)

    def test_while_readers_read(self):
        folder = self.path("plans")
        shutil.copytree(os.path.dirname(sample("yi-city")), folder)
        self.update(folder)
        stop = time.time() + 2
        turn = 0
        while time.time() < stop:
            write(os.path.join(folder, "yi-city.txt"),
                  read(sample("yi-city")).replace("北岭荔枝", f"荔枝{turn}"))
            child = subprocess.Popen(
                [INDEX, "update", "--quiet", "--db", self.own, folder],
                env=environment(), stderr=subprocess.PIPE)
            while child.poll() is None:
                self.search("search", "专利导航", db=self.own)
            self.assertEqual((child.returncode, child.stderr.read()),
                             (0, b""))
            child.stderr.close()
            turn += 1


class Installed(Case):
    def test_the_programs_need_nothing_beside_them(self):
        copies = [shutil.copy(os.path.join(BUILD, name), self.folder)
                  for name in ("plan-index", "plan-search")]
        done = run([copies[0], "update", "--db", self.own,
                    sample("bing-province")], cwd="/")
        self.assertEqual(done.status, 0, done)
        done = run([copies[1], "search", "--db", self.own, "专利导航"],
                   cwd="/")
        self.assertEqual(done.status, 0, done)
