"""The server of mail_server.py: python3 mail_server_process.py FOLDER smtp|smtps [USER PASSWORD]. Writes its port to standard output, and ends when
standard input does."""

import asyncio
import json
import pathlib
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

FOLDER = pathlib.Path(sys.argv[1])
FROM_THE_START = sys.argv[2] == "smtps"
LOGIN = [word.encode() for word in sys.argv[3:5]]
DONE = {}
COUNT = 0


def fault(recipient, stage):
    """What the test wants to happen now, or nothing."""
    for number, each in enumerate(json.loads((FOLDER / "faults.json").read_text())):
        if each["recipient"] == recipient and each["stage"] == stage and DONE.get(number, 0) < each["times"]:
            DONE[number] = DONE.get(number, 0) + 1
            return each["what"]
    return None


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        what = fault(address, "rcpt")
        if what == "drop":
            server.transport.abort()
        elif what:
            return what
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, server, session, envelope):
        global COUNT
        recipient = envelope.rcpt_tos[0]
        what = fault(recipient, "data")
        if what in (None, "keep and drop"):
            COUNT += 1
            path = FOLDER / f"new/{COUNT:06}-{recipient}"
            path.with_name("." + path.name).write_bytes(envelope.original_content)
            path.with_name("." + path.name).rename(path)
        if what in ("drop", "keep and drop"):
            server.transport.abort()
        elif what:
            return what
        return f"250 2.0.0 taken over as {COUNT:06}"


def login(server, session, envelope, mechanism, data):
    return AuthResult(success=[data.login, data.password] == LOGIN, handled=False)


class Server(SMTP):
    def connection_made(self, transport):
        if transport.get_extra_info("sslcontext") is None:  # it is told of TLS as of another one
            with open(FOLDER / "connections", "a", encoding="ascii") as file:
                file.write(".")
        super().connection_made(transport)


async def serve():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(FOLDER / "server.crt", FOLDER / "server.key")
    loop = asyncio.get_running_loop()
    options = {"data_size_limit": 1 << 28} | ({} if FROM_THE_START else {"require_starttls": True, "tls_context": context})
    if LOGIN:
        options.update(auth_required=True, authenticator=login)
    server = await loop.create_server(lambda: Server(Handler(), hostname="localhost", **options), "127.0.0.1", 0, ssl=context if FROM_THE_START else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(serve())
