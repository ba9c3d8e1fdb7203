# ruff: noqa: S608 - the names of tables and columns stand in this file
"""Ways to tamper with the file of a ledger, each with the record that should be named."""

from __future__ import annotations

import hashlib
import json
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from therex.audit.head import Head, row_of
from therex.audit.key import Key, make_key

#: Who is in the ledger that is tampered with; the second patient is erased by the last record.
PATIENTS = ("anna", "ben", "cleo", "anna", "dora", "emil", "finn", "gina", "anna")
ERASED, ERASURE = 2, 10

#: Tampers with the database, and returns what the fault must begin with.
Tampering = Callable[[sqlite3.Connection, random.Random, Path], str]


def tamper(file: Path, rng: random.Random) -> tuple[str, str]:
    """Tamper with a ledger in one of the ways; return its name, and what the fault must begin with."""
    way = rng.choice(WAYS)
    with closing(sqlite3.connect(file)) as database, database:
        expected = way(database, rng, file.parent)
    return way.__name__, expected


def bit_in_a_record(database: sqlite3.Connection, rng: random.Random, _: Path) -> str:
    """Flip a bit of a value of one record."""
    number = rng.randint(1, ERASURE)
    column = rng.choice(("kind", "at", "user", "decision", "action", "body", "link"))
    (value,) = database.execute(f"SELECT {column} FROM chain WHERE number = ?", (number,)).fetchone()
    changed = flipped(value.encode(), rng) if value else b"x"
    text = changed.decode("utf-8", errors="replace")  # what no longer is text becomes another text
    database.execute(f"UPDATE chain SET {column} = ? WHERE number = ?", (text, number))
    return f"record {number} "


def bit_in_what_is_personal(database: sqlite3.Connection, rng: random.Random, _: Path) -> str:
    """Flip a bit of the salt or the content of one record."""
    number = rng.choice([number for number in range(1, ERASURE) if number != ERASED])
    column = rng.choice(("salt", "content"))
    (value,) = database.execute(f"SELECT {column} FROM personal WHERE number = ?", (number,)).fetchone()
    database.execute(f"UPDATE personal SET {column} = ? WHERE number = ?", (flipped(value, rng), number))
    return f"record {number} was changed: its personal data do not match its body"


def bit_in_the_rulebook(database: sqlite3.Connection, rng: random.Random, _: Path) -> str:
    """Flip a bit of the archive of the rules."""
    (value,) = database.execute("SELECT archive FROM rulebook").fetchone()
    database.execute("UPDATE rulebook SET archive = ?", (flipped(value, rng),))
    return "record 1 was changed: its rulebook"


def bit_in_the_head(database: sqlite3.Connection, rng: random.Random, _: Path) -> str:
    """Flip a bit of the signed head."""
    column = rng.choice(("link", "key", "signature"))
    (value,) = database.execute(f"SELECT {column} FROM head").fetchone()
    database.execute(f"UPDATE head SET {column} = ?", (flipped(value.encode(), rng).decode("latin-1"),))
    return "the head is signed with another key" if column == "key" else "the signature of the head"


def word_in_a_record_with_its_link(database: sqlite3.Connection, rng: random.Random, _: Path) -> str:
    """Put another user into a record, and mend its own link and columns."""
    number = rng.randint(1, ERASURE)
    link = rewritten(database, number, {"user": "another"})
    assert link
    return f"record {number + 1} was changed" if number < ERASURE else f"record {number} is not the one"


def all_records_from_one_on(database: sqlite3.Connection, rng: random.Random, _: Path) -> str:
    """Put another user into a record, and mend every link after it; only the key is missing."""
    first = rng.randint(1, ERASURE)
    link = rewritten(database, first, {"user": "another"})
    for number in range(first + 1, ERASURE + 1):
        link = rewritten(database, number, {"previous": link})
    return f"record {ERASURE} is not the one that the head was signed for"


def head_of_another_key(database: sqlite3.Connection, rng: random.Random, folder: Path) -> str:
    """Rewrite as above, and sign the head with a key of one's own."""
    all_records_from_one_on(database, rng, folder)
    (link,) = database.execute("SELECT link FROM chain WHERE number = ?", (ERASURE,)).fetchone()
    sign(database, Head(ERASURE, link), make_key(folder / "own.key"))
    return "the head is signed with another key"


def record_removed(database: sqlite3.Connection, rng: random.Random, _: Path) -> str:
    """Remove one record with what is personal of it."""
    number = rng.randint(1, ERASURE)
    for table in ("chain", "personal"):
        database.execute(f"DELETE FROM {table} WHERE number = ?", (number,))
    return f"record {number} is gone"


def record_removed_and_the_rest_moved_up(database: sqlite3.Connection, rng: random.Random, _: Path) -> str:
    """Remove one record, and number those after it anew."""
    number = rng.randint(1, ERASURE - 2)
    for table in ("chain", "personal"):
        database.execute(f"DELETE FROM {table} WHERE number = ?", (number,))
        for later in range(number + 1, ERASURE + 1):
            database.execute(f"UPDATE {table} SET number = ? WHERE number = ?", (later - 1, later))
    return f"record {number} was changed"


def personal_removed(database: sqlite3.Connection, rng: random.Random, _: Path) -> str:
    """Remove what is personal, and do not say so."""
    number = rng.choice([number for number in range(1, ERASURE) if number != ERASED])
    database.execute("DELETE FROM personal WHERE number = ?", (number,))
    return f"record {number} was changed: its personal data are gone"


def erased_put_back(database: sqlite3.Connection, rng: random.Random, _: Path) -> str:
    """Put something personal back where it was erased."""
    database.execute("INSERT INTO personal VALUES (?, ?, ?)", (ERASED, rng.randbytes(32), b"x"))
    return f"record {ERASED} was changed: its personal data do not match its body"


def two_records_swapped(database: sqlite3.Connection, rng: random.Random, _: Path) -> str:
    """Swap two records, whole."""
    first, second = sorted(rng.sample(range(1, ERASURE + 1), 2))
    for table in ("chain", "personal"):
        for old, new in ((first, -1), (second, first), (-1, second)):
            database.execute(f"UPDATE {table} SET number = ? WHERE number = ?", (new, old))
    return f"record {first} was changed"


def two_patients_swapped(database: sqlite3.Connection, rng: random.Random, _: Path) -> str:
    """Swap what is personal of two records."""
    numbers = [number for number in range(1, ERASURE) if number != ERASED]
    first, second = sorted(rng.sample(numbers, 2))
    for old, new in ((first, -1), (second, first), (-1, second)):
        database.execute("UPDATE personal SET number = ? WHERE number = ?", (new, old))
    return f"record {first} was changed: its personal data do not match its body"


def cut_off(database: sqlite3.Connection, rng: random.Random, _: Path) -> str:
    """Cut off the last records."""
    last = rng.randint(0, ERASURE - 1)
    for table in ("chain", "personal"):
        database.execute(f"DELETE FROM {table} WHERE number > ?", (last,))
    return f"record {last + 1} is gone"


def head_removed(database: sqlite3.Connection, rng: random.Random, _: Path) -> str:
    """Remove the head, or everything."""
    for table in rng.choice(
        (("head",), ("head", "chain", "personal"), ("head", "chain", "personal", "rulebook"))
    ):
        database.execute(f"DELETE FROM {table}")
    return "the signed head is missing"


def patient_added(database: sqlite3.Connection, rng: random.Random, _: Path) -> str:
    """Add something personal that belongs to no decision."""
    number = rng.choice((ERASURE, ERASURE + 1))
    database.execute("INSERT INTO personal VALUES (?, ?, ?)", (number, rng.randbytes(32), b"x"))
    return f"there are personal data for record {number}, which is no decision"


def rulebook_added(database: sqlite3.Connection, rng: random.Random, _: Path) -> str:
    """Add a rulebook that no record names."""
    archive = rng.randbytes(9)
    sha256 = hashlib.sha256(archive).hexdigest()
    database.execute("INSERT INTO rulebook VALUES ('other', ?, ?)", (archive, sha256))
    return 'no record names the rulebook "other"'


def record_added(database: sqlite3.Connection, rng: random.Random, _: Path) -> str:
    """Add a record at the end, rightly linked; only the key is missing."""
    columns = "kind, at, user, decision, action, body, link"
    copied = rng.choice([number for number in range(1, ERASURE) if number != ERASED])
    database.execute(
        f"INSERT INTO chain SELECT ?, {columns} FROM chain WHERE number = ?", (ERASURE + 1, copied)
    )
    (last,) = database.execute("SELECT link FROM chain WHERE number = ?", (ERASURE,)).fetchone()
    rewritten(database, ERASURE + 1, {"number": ERASURE + 1, "previous": last})
    database.execute(
        "INSERT INTO personal SELECT ?, salt, content FROM personal WHERE number = ?", (ERASURE + 1, copied)
    )
    return f"record {ERASURE + 1} was added: the signed head counts {ERASURE}"


WAYS: tuple[Tampering, ...] = (
    bit_in_a_record, bit_in_what_is_personal, bit_in_the_rulebook, bit_in_the_head,
    word_in_a_record_with_its_link, all_records_from_one_on, head_of_another_key,
    record_removed, record_removed_and_the_rest_moved_up, personal_removed, erased_put_back,
    two_records_swapped, two_patients_swapped, cut_off, head_removed, record_added,
    patient_added, rulebook_added,
)  # fmt: skip


def dice(seed: int) -> random.Random:
    """Return chance that comes out the same each time."""
    return random.Random(seed)  # noqa: S311 - nothing secret hangs on it


def flipped(value: bytes, rng: random.Random) -> bytes:
    """Return bytes with one bit the other way round."""
    at = rng.randrange(len(value))
    return value[:at] + bytes([value[at] ^ 1 << rng.randrange(8)]) + value[at + 1 :]


def rewritten(database: sqlite3.Connection, number: int, changed: dict[str, object]) -> str:
    """Change the body of a record, mend its link and its columns; return the link."""
    (body,) = database.execute("SELECT body FROM chain WHERE number = ?", (number,)).fetchone()
    said = json.loads(body) | changed
    whole = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    link = hashlib.sha256(whole.encode()).hexdigest()
    columns = {name: said.get(name, "") for name in ("kind", "at", "user", "decision", "action")}
    columns |= {"body": whole, "link": link}
    assigned = ", ".join(f"{name} = ?" for name in columns)
    database.execute(f"UPDATE chain SET {assigned} WHERE number = ?", (*columns.values(), number))
    return link


def sign(database: sqlite3.Connection, head: Head, key: Key) -> None:
    """Put a head of one's own into the ledger."""
    row = row_of(head, key)
    assigned = ", ".join(f"{name} = :{name}" for name in row)
    database.execute(f"UPDATE head SET {assigned}", row)
