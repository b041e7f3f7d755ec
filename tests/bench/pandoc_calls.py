"""The calls of pandoc that a run of the program makes: recorded, and made again alone.

    pandoc_calls.py FOLDER plain|same

makes the files of the recorded calls again from the same trees, the largest first, as many at once as there are processors, and prints the
seconds that all took, and that the slowest took when it was made alone. "plain": by the calls that anybody would make for these files
(`pandoc --to docx`); "same": by the very calls of the program, which spare pandoc some of its work.
"""

import base64
import concurrent.futures
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

# The program lets pandoc write no file, so what it is given goes through a socket.
STAND_IN = """#!{python}
import base64, json, os, socket, sys
real, words = {real!r}, sys.argv[1:]
if "--output" not in words:
    os.execv(real, ["pandoc", *words])
given = sys.stdin.buffer.read()
reference = open(words[words.index("--reference-doc") + 1], "rb").read() if "--reference-doc" in words else b""
with socket.socket(socket.AF_UNIX) as out:
    out.connect({address!r})
    out.sendall(json.dumps([words, base64.b64encode(reference).decode()]).encode() + b"\\n" + given)
read, write = os.pipe()
if os.fork() == 0:
    os.close(read)
    with open(write, "wb") as pipe:
        pipe.write(given)
    os._exit(0)
os.close(write)
os.dup2(read, 0)
os.execv(real, ["pandoc", *words])
"""


def record(command, folder):
    """Runs a command, and writes each of its calls of pandoc into a file of the folder: the arguments and the reference document on a line,
    then the input."""
    with tempfile.TemporaryDirectory() as own, socket.socket(socket.AF_UNIX) as server:
        address = os.path.join(own, "socket")
        program = pathlib.Path(own, "pandoc")
        program.write_text(STAND_IN.format(python=sys.executable, real=shutil.which("pandoc"), address=address))
        program.chmod(0o755)
        server.bind(address)
        server.listen(64)
        running = threading.Event()
        running.set()

        def listen():
            server.settimeout(0.1)
            count = 0
            while running.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                with connection, open(os.path.join(folder, f"{count:02}"), "wb") as out:
                    connection.settimeout(None)
                    count += 1
                    while part := connection.recv(1 << 16):
                        out.write(part)

        listener = threading.Thread(target=listen)
        listener.start()
        try:
            subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PATH": own + os.pathsep + os.environ["PATH"]})
        finally:
            running.clear()
            listener.join()


def plain(words):
    """The arguments by which pandoc makes such a file by itself."""
    kind, *more = words[words.index("--to") + 1:]
    ending = {"docx": ["docx"], "opendocument": ["odt", "--wrap", "none"]}.get(kind, [kind, *more])
    return ["+RTS", "-M4g", "-RTS", "--data-dir", "/dev/null", "--from", "json", "--output", "-", "--to", *ending]


def call(words, given):
    begin = time.perf_counter()
    subprocess.run(["pandoc", *words], input=given, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin


def main():
    folder, how = sys.argv[1:]
    calls = []
    with tempfile.TemporaryDirectory() as own:
        for path in pathlib.Path(folder).iterdir():
            line, given = path.read_bytes().split(b"\n", 1)
            words, reference = json.loads(line)
            if how == "plain":
                words = plain(words)
            elif reference:
                copy = pathlib.Path(own, path.name)
                copy.write_bytes(base64.b64decode(reference))
                words[words.index("--reference-doc") + 1] = str(copy)
            calls.append((words, given))
        calls.sort(key=lambda each: -len(each[1]))
        begin = time.perf_counter()
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as workers:
            list(workers.map(lambda each: call(*each), calls))
        together = time.perf_counter() - begin
        print(together, max(call(*each) for each in calls[:3]))


if __name__ == "__main__":
    main()
