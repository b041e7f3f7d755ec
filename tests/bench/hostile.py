#!/usr/bin/env python3
"""How long `planpaket verify` reads files that were made to keep it busy: tests/bench/hostile.py PLANPAKET [KILOBYTES [KIND...]]

Each kind is made in two sizes, and takes so much of the processor. What grows with the square of the size takes four times as long for
twice the bytes: such a kind is marked, and so is one that takes more than three seconds for a megabyte. Exit code 1 if any is.
"""

import pathlib
import resource
import subprocess
import sys
import tempfile
import zlib

MOST = 20  # seconds, after which one is killed


class File:
    """A PDF of numbered objects; packed ones stand in object streams."""

    def __init__(self):
        self.out = bytearray(b"%PDF-1.7\n")
        self.rows = {0: (0, 0, 0)}

    def add(self, number, body, at=None):
        self.rows[number] = (1, len(self.out) if at is None else at, 0)
        self.out += b"%d 0 obj\n%s\nendobj\n" % (number, body) if at is None else b""

    def stream(self, number, entries, data):
        self.add(number, b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data))

    def end(self, trailer=b"", extra_rows=b""):
        start, top = len(self.out), max(self.rows) + 1
        rows = b"".join(
            bytes([kind]) + place.to_bytes(4, "big") + rest.to_bytes(3, "big")
            for kind, place, rest in (self.rows.get(number, (0, 0, 0)) for number in range(top))
        )
        data = zlib.compress(rows + extra_rows)
        self.out += b"%d 0 obj\n<</Type/XRef/Root 1 0 R/Size %d/W[1 4 3]/Filter/FlateDecode/Length %d%s>>\nstream\n%s\nendstream\nendobj\n" % (
            top, top, len(data), trailer, data)
        self.out += b"startxref\n%d\n%%%%EOF\n" % start
        return bytes(self.out)


def basic(catalog=b"", kids=b""):
    file = File()
    file.add(1, b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog)
    file.add(2, b"<</Type/Pages/Kids[%s]/Count 0>>" % kids)
    return file


def keys(size):
    file = basic(b"/AcroForm<</Fields[3 0 R]>>")
    file.add(3, b"<<" + b"".join(b"/K%d 1" % i for i in range(size // 9)) + b">>")
    return file.end()


def packed_keys(size):
    file = basic(b"/AcroForm<</Fields[4 0 R]>>")
    body = b"<<" + b"".join(b"/K%d 1" % i for i in range(size // 3)) + b">>"
    file.stream(3, b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode", zlib.compress(b"4 0 " + body))
    file.rows[4] = (2, 3, 0)
    return file.end()


def over_each_other(size):
    count = size // 40
    file = basic(b"/AcroForm<</Fields[%s]>>" % b"".join(b"%d 0 R " % (3 + i) for i in range(count)))
    for i in range(count):
        file.rows[3 + i] = (1, len(file.out), 0)
        file.out += b"%d 0 obj(" % (3 + i)
    file.out += b")endobj" * count
    return file.end()


def one_for_all(size):
    """All rows point at one large object."""
    count = size // 20
    file = basic(b"/AcroForm<</Fields[%s]>>" % b"".join(b"%d 0 R " % (4 + i) for i in range(count)))
    file.add(3, b"[" + b"7 " * (size // 4) + b"]")
    for i in range(count):
        file.rows[4 + i] = file.rows[3]
    return file.end()


def digits(size):
    count = size // 20
    file = basic(b"/AcroForm<</Fields[%s]>>" % b"".join(b"%d 0 R " % (4 + i) for i in range(count)))
    file.rows[3] = (1, len(file.out), 0)
    file.out += b"7" * (size // 2)
    for i in range(count):
        file.rows[4 + i] = file.rows[3]
    return file.end()


def same_offset(size):
    """An object stream that names one place again and again."""
    count = size // 12
    file = basic(b"/AcroForm<</Fields[4 0 R]>>")
    head = b"".join(b"%d 0 " % (4 + i) for i in range(count))
    file.stream(3, b"/Type/ObjStm/N %d/First %d" % (count, len(head)), head + b"[" + b"7 " * (size // 4) + b"]")
    file.rows[4] = (2, 3, 0)
    return file.end()


def broken_container(size):
    count = size // 16
    file = basic(b"/AcroForm<</Fields[%s]>>" % b"".join(b"%d 0 R " % (4 + i) for i in range(count)))
    file.stream(3, b"/Type/ObjStm/N %d/First 4/Filter/FlateDecode" % count, zlib.compress(b"4 0 (" + b" " * 200 * size))
    for i in range(count):
        file.rows[4 + i] = (2, 3, i)
    return file.end()


def bombs(size):
    count = max(size // 100_000, 1)
    file = basic(b"/AcroForm<</Fields[%s]>>" % b"".join(b"%d 0 R " % (3 + 2 * i) for i in range(count)))
    for i in range(count):
        file.rows[3 + 2 * i] = (2, 4 + 2 * i, 0)
        file.stream(4 + 2 * i, b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode", zlib.compress(b"%d 0 [" % (3 + 2 * i) + b"0 " * 30_000_000 + b"]"))
    return file.end()


def many_rows(size):
    return basic().end(b"/Index[0 3 9 %d]" % 8_000_000, b"\1\0\0\0\7\0\0\0" * 8_000_000)


def shared_pages(size):
    count = size // 40
    file = basic(kids=b"".join(b"%d 0 R " % (4 + i) for i in range(count)))
    file.add(3, b"[" + b"4 0 R " * count + b"]")
    for i in range(count):
        file.add(4 + i, b"<</Kids 3 0 R>>")
    return file.end()


def shared_fields(size):
    count = size // 40
    file = basic(b"/AcroForm<</Fields[%s]>>" % b"".join(b"%d 0 R " % (4 + i) for i in range(count)))
    file.add(3, b"[" + b"1 0 R " * count + b"]")
    for i in range(count):
        file.add(4 + i, b"<</Kids 3 0 R>>")
    return file.end()


def signatures(size):
    """Fields that share one signature object."""
    file = basic(b"/AcroForm<</Fields[%s]>>" % b"".join(b"%d 0 R " % (4 + i) for i in range(size // 60)))
    file.add(3, b"<</Type/Sig/SubFilter/ETSI.CAdES.detached/ByteRange[0 1 2 3]/Contents<%s>>>" % (b"00" * (size // 4)))
    for i in range(size // 60):
        file.add(4 + i, b"<</FT/Sig/T(%d)/V 3 0 R>>" % i)
    return file.end()


def sections(size):
    out = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    first, second = out.find(b"1 0 obj"), out.find(b"2 0 obj")
    trailer = b""
    for i in range(min(size // 300, 4000)):
        at = len(out)
        rows = b"".join(b"%d 1\n%010d 00000 n\r\n" % (n, place) for n, place in ((1, first), (2, second), *((9 + 2 * k, first) for k in range(8))))
        out += b"xref\n%strailer\n<</Root 1 0 R/Size 99%s>>\nstartxref\n%d\n%%%%EOF\n" % (rows, trailer, at)
        trailer = b"/Prev %d" % at
    return out


KINDS = [keys, packed_keys, over_each_other, one_for_all, digits, same_offset, broken_container, bombs, many_rows, shared_pages,
         shared_fields, signatures, sections]


def seconds(command, path):
    """Of processor, so that what else runs does not count."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    code = subprocess.run([*command, path], capture_output=True,
                          preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (MOST, MOST))).returncode
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, code


def main():
    program, size = sys.argv[1], 1000 * int(sys.argv[2] if len(sys.argv) > 2 else 500)
    command = [program, "verify"] if pathlib.Path(program).name == "planpaket" else [program]
    bad = False
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            if len(sys.argv) > 3 and kind.__name__ not in sys.argv[3:]:
                continue
            times, length, code = [], 0, 0
            for factor in (1, 2):
                path = pathlib.Path(folder, f"{kind.__name__}-{factor}.pdf")
                path.write_bytes(kind(factor * size))
                length = path.stat().st_size
                taken, code = seconds(command, path)
                times.append(taken)
            one, two = times
            slow = two > 0.3 and (two > 0.3 + 3e-6 * length or two > 3 * one)
            bad = bad or slow
            print(f"{kind.__name__:18}{length / 1000:7.0f} kB {one:7.2f} s {two:7.2f} s {1e9 * two / length:9.0f} ns/B"
                  f"{'  killed' if code < 0 else ''}{'  SLOW' if slow else ''}", flush=True)
    sys.exit(bad)


main()
