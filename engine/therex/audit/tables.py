"""The tables of the ledger as the newest migration leaves them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

#: The records. `body` and `link` are the truth; the other columns mirror the body, to be filtered by.
chain = Table(
    "chain",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("decision", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("link", Text, nullable=False),
)
MIRRORED = ("number", "kind", "at", "user", "decision", "action")

#: What tells who a patient is or how the patient is, apart from the chain so that it can be erased.
personal = Table(
    "personal",
    metadata,
    Column("number", Integer, ForeignKey("chain.number"), primary_key=True, autoincrement=False),
    Column("salt", LargeBinary, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

#: Each distinct rulebook once: an archive of its files. Without a separate index, which nothing would verify.
rulebook = Table(
    "rulebook",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("archive", LargeBinary, nullable=False),
    Column("sha256", Text, nullable=False),
    sqlite_with_rowid=False,
)

#: One row: the signed number and link of the newest record.
head = Table(
    "head",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("link", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("signature", Text, nullable=False),
)
