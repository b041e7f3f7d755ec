"""A mail server on loopback: Debian's aiosmtpd, with STARTTLS, that does what a test tells it to.

    with MailServer(folder) as server:
        server.url, server.authorities, server.messages()
        server.does("lpo@example.se", "data", "451 4.3.0 later", times=1)

It takes a free port, answers as soon as it is there, and is gone with the `with`. Its other half is mail_server_process.py, which runs
under Debian's own Python, where aiosmtpd is installed.
"""

import json
import pathlib
import subprocess

from authority import openssl


class MailServer:
    def __init__(self, folder, name="localhost", login=None, tls_from_the_start=False):
        self.folder = pathlib.Path(folder)
        self.name = name  # whom the certificate is for
        self.login = login
        self.tls_from_the_start = tls_from_the_start
        self.faults = []

    def __enter__(self):
        self.folder.mkdir()
        (self.folder / "new").mkdir()
        self.key, self.authorities = self.folder / "server.key", self.folder / "server.crt"
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", self.key, "-out", self.authorities, "-days",
                "3650", "-subj", f"/CN={self.name}", "-addext", f"subjectAltName=DNS:{self.name}")
        self.tell()
        program = pathlib.Path(__file__).with_name("mail_server_process.py")
        with open(self.folder / "log", "w", encoding="utf-8") as log:
            self.process = subprocess.Popen(["/usr/bin/python3", "-B", program, self.folder, "smtps" if self.tls_from_the_start else "smtp",
                                             *(self.login or ())], stdin=subprocess.PIPE,
                                            stdout=subprocess.PIPE, stderr=log, text=True)
        self.port = int(self.process.stdout.readline())
        self.url = f"{'smtps' if self.tls_from_the_start else 'smtp'}://localhost:{self.port}"
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(timeout=60)
        self.process.stdout.close()

    def does(self, recipient, stage, what, times=1):
        """At "rcpt", "data" (the message's end) or "begin" (before it is read): an answer, "drop" (the connection), or at "data" "keep and
        drop": the message is kept, and the connection dropped before it is confirmed."""
        self.faults.append({"recipient": recipient, "stage": stage, "what": what, "times": times})
        self.tell()

    def tell(self):
        path = self.folder / "faults.json"
        path.with_suffix(".new").write_text(json.dumps(self.faults))
        path.with_suffix(".new").rename(path)

    def messages(self):
        """What was taken over: (recipient, bytes), in order."""
        paths = sorted((self.folder / "new").iterdir())
        return [(path.name.split("-", 1)[1], path.read_bytes()) for path in paths]

    def recipients(self):
        return [recipient for recipient, _ in self.messages()]

    def connections(self):
        return len((self.folder / "connections").read_text()) if (self.folder / "connections").exists() else 0
