"""Write a small ledger to keep as a test file: ``python -m tests.audit.write_ledger FILE``.

Made-up patients on the small rulebook of the explanations: a plan, one with a log, no exercise today, facts
that are missing, the settings of a clinic, and one that was erased.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from pathlib import Path

from tests.explain.small import LOG, PATIENT, RULES
from therex.audit.entry import Made
from therex.audit.erase import erase
from therex.audit.ledger import Ledger, open_ledger
from therex.facts.document import parse_document
from therex.facts.read import patient_from
from therex.inference.session import Session
from therex.plan.build import decide
from therex.rulebook.known import known_to
from therex.rulebook.load import load_rulebook

PATIENTS = {
    "plan": PATIENT,
    "log": PATIENT + LOG,
    "hold": PATIENT.replace("chest_pain: no", "chest_pain: yes"),
    "unmeasured": PATIENT.replace("  systolic_bp: 164 mm[Hg]\n", ""),
    "erased": PATIENT.replace("164", "150"),
}
CLINIC = "exercise_cap: 3\n"


def main() -> None:
    """Write the ledger; its key stays behind, for it is read only."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        clinic = folder / "clinic.yaml"
        clinic.write_text(CLINIC, encoding="utf-8")
        file = folder / "ledger.sqlite"
        with open_ledger(f"sqlite:///{file}", create=True) as ledger:
            for patient, text in PATIENTS.items():
                _record(ledger, patient, text, None)
            _record(ledger, "clinic", PATIENTS["plan"], clinic)
            erase(ledger, "erased", "asked for by the patient", "test")
        with sqlite3.connect(file) as connection:
            connection.execute("VACUUM")
        connection.close()
        Path(sys.argv[1]).write_bytes(file.read_bytes())


def _record(ledger: Ledger, patient: str, text: str, clinic: Path | None) -> None:
    content = text.replace("patient: {", f"patient: {{id: {patient}, ").encode()
    rulebook = load_rulebook(RULES, clinic, cache=False)
    document = parse_document(content.decode(), f"{patient}.yaml")
    with Session(rulebook) as session:
        decision = decide(session, patient_from(document, known_to(rulebook)))
    ledger.record(Made(decision, content, f"{patient}.yaml", RULES, clinic, "test"))


if __name__ == "__main__":
    main()
