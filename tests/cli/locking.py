"""A form whose signature fields lock other fields, and what somebody does to it afterwards. Used by the tests of signatures."""

import re
import subprocess

from forging import object_of, update

CHAIR_FIELD, CHIEF_FIELD = "lokal-styrgrupp-stadsdelsdirektor", "lokal-styrgrupp-polisomradeschef"
# Fields for text beside those for signatures, one of them below another.
ANSWER, GROUP, INNER = 9001, 9002, 9003


def form_of(pdf, plain):
    """The bytes of a PDF of ours, with fields for text; `plain` is a file to work in."""
    subprocess.run(["qpdf", "--qdf", "--object-streams=disable", "--no-original-object-ids", pdf, plain], check=True)
    data = plain.read_bytes()
    number, form = object_of(data, rb"/Fields ?\[")
    widened = re.sub(rb"(/Fields ?\[)", rb"\1 %d 0 R %d 0 R " % (ANSWER, GROUP), form, count=1)
    text = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(%s)/V(%s)/F 2/Rect[0 0 0 0]%s>>"
    return update(data, {number: widened, ANSWER: text % (b"svar", b"ja", b""), GROUP: b"<</T(bilaga)/Kids[%d 0 R]>>" % INNER,
                         INNER: text % (b"sida", b"1", b"/Parent %d 0 R" % GROUP)})


def locked(data, field, lock):
    """A lock in a signature field that is still empty."""
    number, body = object_of(data, rb"/T ?\(%s\)" % field.encode())
    return update(data, {number: body.rstrip()[:-2] + b"/Lock<</Type/SigFieldLock" + lock + b">>>>"})


def filled(data, number, value=b"(nej)"):
    """Somebody fills in a field for text."""
    body = re.findall(rb"(?ms)^%d 0 obj\n(.*?)\nendobj" % number, data)[-1]
    return update(data, {number: re.sub(rb"/V\([^)]*\)", b"/V" + value, body)})


def blind(data):
    """The file as one sees it who sees no lock: to be signed against it."""
    return data.replace(b"/Lock", b"/Lokk").replace(b"/FieldMDP", b"/FieldMDQ").replace(b"/DocMDP", b"/DocMDQ")
