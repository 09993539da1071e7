"""Cli tests: the unittest modules of tests/cli, run against one build."""
import os
import sys
import unittest


class Result(unittest.TestResult):
    def __init__(self, tally):
        super().__init__()
        self.tally, self.wrong = tally, {}

    @staticmethod
    def name(test):
        return "cli/" + test.id().replace(".", "/")

    def startTest(self, test):
        super().startTest(test)
        self.wrong[test] = []

    def add_wrong(self, test, error):
        if test not in self.wrong:  # in setUpClass or an import
            self.tally.report(f"cli/{test}", False,
                              self._exc_info_to_string(error, test))
            return
        self.wrong[test].append(self._exc_info_to_string(error, test))

    def addError(self, test, err):
        self.add_wrong(test, err)

    def addFailure(self, test, err):
        self.add_wrong(test, err)

    def addSubTest(self, test, subtest, err):
        if err:
            text = self._exc_info_to_string(err, test)
            self.wrong[test].append(f"{subtest}\n{text}")

    def addSkip(self, test, reason):
        self.wrong[test].append("skipped: " + reason)

    def stopTest(self, test):
        super().stopTest(test)
        wrong = self.wrong[test]
        self.tally.report(self.name(test), not wrong, "\n".join(wrong))


def wanted(suite, tally):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from wanted(test, tally)
        elif tally.wants(Result.name(test)):
            yield test


def run(build, tally, update):
    os.environ["PLAN_BUILD"] = build
    os.environ["PLAN_UPDATE"] = "1" if update else ""
    folder = os.path.join("tests", "cli")
    sys.path.insert(0, os.path.abspath(folder))
    suite = unittest.TestLoader().discover(folder, "test_*.py")
    unittest.TestSuite(wanted(suite, tally)).run(Result(tally))
