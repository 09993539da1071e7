"""The README's examples, run as they stand: every `$ command` of its console
blocks, in one shell, prints what the README shows.  UPDATE=1 writes it anew."""
import os
import re
import subprocess

from support import BUILD, Case, TOP, UPDATE, environment, read, write

README = os.path.join(TOP, "README.md")
BLOCK = re.compile(r"(?<=```console\n).*?(?=^```)", re.S | re.M)
MARK = "\x01"


def commands(text):
    """The commands of all console blocks; one may go on with \\ at the end."""
    return [command for block in BLOCK.findall(text)
            for command in re.findall(r"^\$ ((?:.*\\\n)*.*)$", block, re.M)]


class Readme(Case):
    def outputs(self, lines):
        """What each command prints, both streams as a terminal shows them."""
        for name in ("build", "corpus"):
            os.makedirs(self.path(name), exist_ok=True)
        os.symlink(BUILD, self.path("build", "release"))
        os.symlink(os.path.join(TOP, "corpus", "sample"),
                   self.path("corpus", "sample"))
        script = "".join(f"{line}\nprintf '{MARK}'\n" for line in lines)
        done = subprocess.run(["bash"], input=script, cwd=self.folder,
                              stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True,
                              timeout=300, env=environment())
        return done.stdout.split(MARK)

    def test_every_example(self):
        text = read(README)
        lines = commands(text)
        self.assertGreater(len(lines), 8)
        results = iter(self.outputs(lines))

        def filled(match):
            return "".join(f"$ {line}\n{next(results)}"
                           for line in commands("```console\n" + match[0] +
                                                "```"))
        new = BLOCK.sub(filled, text)
        if UPDATE:
            write(README, new)
        else:
            self.assertEqual(text, new)
