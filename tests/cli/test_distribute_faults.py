"""A distribution that is killed at each call that changes the disk, and gone on with: every recipient gets the message once."""

import os
import shutil
import unittest

from archive_store import DECISION, PLAN, small_templates
from mail_server import MailServer
from program import InFolder, environment, run
from test_distribute import ALL, RECIPIENTS

FAULTS = os.environ["FAULTS"]
MOMENT = {"SOURCE_DATE_EPOCH": "1774346400"}


class Killed(InFolder):
    def setUp(self):
        super().setUp()
        self.templates = small_templates(self.folder)
        self.plan = self.write("plan.toml", PLAN + DECISION + RECIPIENTS)
        self.first = self.folder / "first"
        self.expect(0, "archive", "add", self.plan, "--store", self.first, "--templates", self.templates, env=environment(**MOMENT))

    def send(self, store, server, *words, **faults):
        env = environment(**MOMENT)
        if faults:
            env.update(LD_PRELOAD=FAULTS, **{key: str(value) for key, value in faults.items()})
            # A program with sanitizers minds not being the first to be loaded.
            env["ASAN_OPTIONS"] = env.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"
        return run("distribute", self.plan, "--store", store, "--templates", self.templates, "--smtp", server.url, "--ca", server.authorities, "--wait", "0",
                   *words, env=env)

    def finish(self, store, server):
        """Goes on as a person would: where nobody knows, the server's log is looked at."""
        for _ in range(3):
            result = self.send(store, server)
            if result.returncode == 0:
                return
            self.assertEqual(result.returncode, 15, result.stderr)
            self.assertIn("error[unknown-outcome]", result.stderr)
            settled = []
            for recipient, address in (("beredningen", ALL[0]), ("polisen", ALL[1]), ("council", ALL[2])):
                if f"--settle {recipient}=sent" in result.stderr:
                    settled += ["--settle", f"{recipient}={'sent' if address in server.recipients() else 'unsent'}"]
            result = self.send(store, server, *settled)
            if result.returncode == 0:
                return
        self.fail(f"it does not come to an end: {result.stderr}")

    def test_a_kill_anywhere_makes_neither_a_double_nor_a_loss(self):
        with MailServer(self.folder / "count") as server:
            store = self.folder / "whole"
            shutil.copytree(self.first, store)
            result = self.send(store, server, FAULTS_COUNT=self.folder / "calls")
            self.assertEqual(result.returncode, 0, result.stderr)
        calls = int((self.folder / "calls").read_text())
        self.assertGreater(calls, 30)
        for call in range(1, calls + 1):
            with self.subTest(call=call), MailServer(self.folder / f"server-{call}") as server:
                store = self.folder / f"store-{call}"
                shutil.copytree(self.first, store)
                killed = self.send(store, server, FAULTS_AT=call, FAULTS_AS="kill")
                self.assertNotEqual(killed.returncode, 0)
                self.finish(store, server)
                self.assertEqual(sorted(server.recipients()), sorted(ALL))
                self.assertEqual(run("archive", "verify", "--strict", store).returncode, 0)
                shown = run("archive", "show", "provplan", "--store", store).stdout
                for address in ALL:
                    self.assertIn(address, shown)
                shutil.rmtree(store)

    def test_a_full_disk_anywhere_makes_neither_a_double_nor_a_loss(self):
        with MailServer(self.folder / "count") as server:
            store = self.folder / "whole"
            shutil.copytree(self.first, store)
            self.assertEqual(self.send(store, server, FAULTS_COUNT=self.folder / "calls").returncode, 0)
        for call in range(1, int((self.folder / "calls").read_text()) + 1, 3):
            with self.subTest(call=call), MailServer(self.folder / f"server-{call}") as server:
                store = self.folder / f"store-{call}"
                shutil.copytree(self.first, store)
                self.send(store, server, FAULTS_AT=call, FAULTS_AS="ENOSPC")
                self.finish(store, server)
                self.assertEqual(sorted(server.recipients()), sorted(ALL))
                shutil.rmtree(store)


if __name__ == "__main__":
    unittest.main()
