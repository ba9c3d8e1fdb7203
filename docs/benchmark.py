"""Print how long a decision and a handout take with the shipped rules, and where the time goes.

Run it with ``make bench``. It asserts nothing: figures are for people to read and compare.
"""

from __future__ import annotations

import gc
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from therex.cli.common import rulebook_for
from therex.facts.known import Known
from therex.facts.read import read_patient
from therex.handout.options import Audience, Options
from therex.handout.pdf import render_pdf
from therex.handout.render import render_html
from therex.inference import reference
from therex.inference.enrich import with_calculated
from therex.inference.rete import Matcher
from therex.inference.session import Session
from therex.inference.world import world_of
from therex.plan.build import decide
from therex.plan.decision import Decision
from therex.rulebook.known import known_to
from therex.rulebook.model import Rulebook

PATIENTS = sorted((Path(__file__).parent.parent / "examples" / "patients").glob("*.yaml"))
ROUNDS = 100
DECISIONS = 2_000
COLD_RUNS = 9
LANGUAGES = ("en", "es-US", "ar-EG", "zh-Hans-CN")
HTML_ROUNDS, PDF_ROUNDS = 15, 3


def median_ms(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median time of one call, in milliseconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def main() -> None:
    """Print all figures."""
    rulebook = rulebook_for(None)
    known = known_to(rulebook)
    print(
        f"{len(rulebook.rules)} rules, {len(rulebook.exercises)} exercises, Python {sys.version.split()[0]}"
    )
    with Session(rulebook) as session:
        for path in PATIENTS:
            whole = median_ms(partial(_decide, session, path, known))
            print(f"decision, warm, file read included: {whole:6.2f} ms  {path.stem}")
        _stages(session, PATIENTS[0], known, rulebook)
        _handouts(decide(session, read_patient(PATIENTS[0], known)), rulebook)
        _memory(session, PATIENTS[0], known)
    _cold(PATIENTS[0])


def _decide(session: Session, path: Path, known: Known) -> None:
    decide(session, read_patient(path, known))


def _stages(session: Session, path: Path, known: Known, rulebook: Rulebook) -> None:
    patient = read_patient(path, known)
    world = world_of(with_calculated(patient.facts, rulebook))
    rules = rulebook.scoped("patient")
    matcher = Matcher(rules, rulebook.vocabulary)
    decision = decide(session, patient)
    stages = {
        "reading the file": median_ms(lambda: read_patient(path, known)),
        "durable-rules": median_ms(lambda: matcher.evaluate(world)),
        "reference evaluator": median_ms(lambda: reference.evaluate(rules, world)),
        "decision without reading": median_ms(lambda: decide(session, patient)),
        "decision as JSON": median_ms(decision.model_dump_json),
    }
    matcher.close()
    total = stages["reading the file"] + stages["decision without reading"]
    for name, spent in stages.items():
        print(f"  {name:26s} {spent:6.2f} ms  {spent / total:5.0%} of reading and deciding")


def _handouts(decision: Decision, rulebook: Rulebook) -> None:
    print(f"handout of {len(decision.exercises)} exercises, warm")
    for language in LANGUAGES:
        for audience in (Audience.PATIENT, Audience.ALL):
            draw = partial(render_html, decision, rulebook, Options(language=language, audience=audience))
            html = draw()
            pdf = render_pdf(html)
            html_ms, pdf_ms = median_ms(draw, HTML_ROUNDS), median_ms(partial(render_pdf, html), PDF_ROUNDS)
            print(
                f"  {language:10s} pages for {audience:8s}"
                f" HTML {html_ms:4.0f} ms {len(html.encode()) / 1000:4.0f} kB"
                f"  PDF {pdf_ms / 1000:4.2f} s {len(pdf) / 1000:4.0f} kB"
            )


def _memory(session: Session, path: Path, known: Known) -> None:
    def resident() -> float:
        gc.collect()
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * resource.getpagesize() / 1e6

    figures = []
    for number in range(DECISIONS + 1):
        if number % (DECISIONS // 4) == 0:
            figures.append(f"{resident():.0f}")
        decide(session, read_patient(path, known))
    print(f"memory over {DECISIONS} decisions, MB at each quarter: {', '.join(figures)}")


def _cold(path: Path) -> None:
    command = [str(Path(sys.executable).with_name("therex")), "decide", str(path)]
    ordinary = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, check=False, capture_output=True, env=ordinary)  # keeps bytecode and rulebook
    times = []
    for _ in range(COLD_RUNS):
        start = time.perf_counter()
        subprocess.run(command, check=False, capture_output=True, env=ordinary)
        times.append(time.perf_counter() - start)
    print(
        f"therex decide as a whole process: median {statistics.median(times):.2f} s, worst {max(times):.2f} s"
    )


if __name__ == "__main__":
    main()
