"""The calls of pandoc that a run of the program makes: recorded, and made again alone.

    pandoc_calls.py FOLDER

makes the recorded calls again, the largest first, as many at once as there are processors, and prints the seconds that all took, and that the
slowest took when it was made alone.
"""

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
import json, os, socket, sys
real, words = {real!r}, sys.argv[1:]
if "--output" not in words:
    os.execv(real, ["pandoc", *words])
given = sys.stdin.buffer.read()
with socket.socket(socket.AF_UNIX) as out:
    out.connect({address!r})
    out.sendall(json.dumps(words).encode() + b"\\n" + given)
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
    """Runs a command, and writes each of its calls of pandoc into a file of the folder: the arguments on a line, then the input."""
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


def call(recorded):
    begin = time.perf_counter()
    words, given = recorded
    subprocess.run(["pandoc", *words], input=given, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin


def main():
    recorded = []
    for path in pathlib.Path(sys.argv[1]).iterdir():
        words, given = path.read_bytes().split(b"\n", 1)
        recorded.append((json.loads(words), given))
    recorded.sort(key=lambda each: -len(each[1]))
    begin = time.perf_counter()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as workers:
        list(workers.map(call, recorded))
    together = time.perf_counter() - begin
    print(together, max(map(call, recorded[:3])))


if __name__ == "__main__":
    main()
