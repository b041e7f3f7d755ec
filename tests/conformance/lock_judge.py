"""Has pyHanko judge what happens after a signature whose field locks others: what it allows, we have to sign; what it refuses, somebody else did."""

from locking import ANSWER, CHAIR_FIELD, CHIEF_FIELD, INNER, blind, filled, form_of, locked

NEW_FIELD = "annan"
NAMES = {ANSWER: "svar", INNER: "bilaga.sida"}
FIELDS = (*NAMES.values(), CHIEF_FIELD, NEW_FIELD)


def _only(*names):
    return b"/Action/Include/Fields[%s]" % b"".join(b"(%s)" % name.encode() for name in names)


def _all_but(*names):
    return _only(*names).replace(b"Include", b"Exclude")


# Each lock, and the fields that it leaves open.
LOCKS = {"all": (b"/Action/All", ()),
         "the chief's": (_only(CHIEF_FIELD), ("svar", "bilaga.sida", NEW_FIELD)),
         "a group": (_only("bilaga"), ("svar", CHIEF_FIELD, NEW_FIELD)),
         "one of a group": (_only("bilaga.sida"), ("svar", CHIEF_FIELD, NEW_FIELD)),
         "all but a group": (_all_but("bilaga"), ("bilaga.sida",)),
         "all but the chief's": (_all_but(CHIEF_FIELD), (CHIEF_FIELD,)),
         "a group, and nothing more is allowed": (_only("bilaga") + b"/P 1", ()),
         "none": (None, FIELDS)}


def complaints(sign, refused, folder, unsigned, chair, chief):
    """For each lock its name, and what is wrong.

    `sign` signs a file in a field for an identity; `refused` says whether pyHanko refuses the signature in a field of a file.
    """
    form = form_of(unsigned, folder / "form.pdf")
    path = folder / "locked.pdf"

    def signed(data, field, identity, *words):
        path.write_bytes(data)
        sign(path, "--key", identity[0], "--cert", identity[1], "--field", field, *words)
        return path.read_bytes()

    for name, (lock, is_open) in LOCKS.items():
        data = form if lock is None else locked(form, CHAIR_FIELD, lock)
        # Filling in has to be allowed by somebody, else planpaket is stricter than pyHanko; a certification does.
        certified, plain = signed(data, CHAIR_FIELD, chair, "--certify", "forms"), signed(data, CHAIR_FIELD, chair)
        after = {NAMES[number]: filled(certified, number) for number in NAMES}
        for field in (CHIEF_FIELD, NEW_FIELD):
            by_force = lambda: plain + signed(blind(plain), field, chief)[len(plain):]  # noqa: E731
            after[field] = signed(plain, field, chief) if field in is_open else by_force()
        said = ["pyHanko refuses the signature with the lock"] if refused(certified, CHAIR_FIELD) or refused(plain, CHAIR_FIELD) else []
        for field in FIELDS:
            if refused(after[field], CHAIR_FIELD) == (field in is_open):
                said.append(f"pyHanko {'refuses' if field in is_open else 'allows'} '{field}' filled in or signed")
        yield name, said
