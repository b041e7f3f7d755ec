"""What an attacker does to a PDF, by its bytes. Used by the tests of signatures."""

import re


def update(data, objects, *, root=None):
    """Appends objects (number: body, or an offset to point to) with a table of their own, as an attacker does."""
    out, places = bytearray(data), {}
    for number, body in objects.items():
        if isinstance(body, int):
            places[number] = body
            continue
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n\r\n" % (number, place)
    previous = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    root = root or int(re.findall(rb"/Root (\d+) 0 R", data)[-1])
    size = max([*objects, int(re.findall(rb"/Size (\d+)", data)[-1]) - 1]) + 1
    out += b"trailer\n<</Root %d 0 R/Info %s 0 R/Size %d/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        root, re.findall(rb"/Info (\d+) 0 R", data)[-1], size, previous, start)
    return bytes(out)


def object_of(data, pattern):
    """The number and body of the last object whose body has the pattern."""
    found = [match for match in re.finditer(rb"(?ms)^(\d+) 0 obj\n(.*?)\nendobj", data) if re.search(pattern, match[2])]
    return int(found[-1][1]), found[-1][2]


def page_of(data):
    found = [match for match in re.finditer(rb"(?ms)^(\d+) 0 obj\n(.*?)\nendobj", data) if re.search(rb"/Type /Page\b(?!s)", match[2])]
    return int(found[0][1]), found[0][2]


def byte_range(data):
    return list(map(int, re.findall(rb"/ByteRange ?\[([\d ]+)\]", data)[-1].split()))


def with_range(data, *numbers):
    match = list(re.finditer(rb"/ByteRange\[[^\]]*\] *", data))[-1]
    text = b"/ByteRange[" + b" ".join(b"%d" % number for number in numbers) + b"]"
    return data[:match.start()] + text.ljust(len(match[0])) + data[match.end():]
