"""How a handout is to be printed, and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Paper(StrEnum):
    """The size of the sheets."""

    A4 = "a4"
    LETTER = "letter"


class Audience(StrEnum):
    """Whose pages are printed. `all`: the patient's and the clinician's, as they are handed over together."""

    PATIENT = "patient"
    CAREGIVER = "caregiver"
    CLINICIAN = "clinician"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Options:
    """The choices of one print.

    `large_print`: body text of 18 pt; `high_contrast`: black and white alone, thicker lines;
    `low_ink`: no filled areas; `language`: a BCP 47 tag.
    """

    paper: Paper = Paper.A4
    large_print: bool = False
    high_contrast: bool = False
    low_ink: bool = False
    audience: Audience = Audience.ALL
    language: str = "en"

    @property
    def classes(self) -> str:
        """The classes of the page that the style sheets read."""
        looks = ("large_print", "high_contrast", "low_ink")
        return " ".join([self.paper, *(look.replace("_", "-") for look in looks if getattr(self, look))])

    @property
    def for_patient(self) -> bool:
        """Whether the pages of the patient, or of who helps at home, are printed."""
        return self.audience is not Audience.CLINICIAN

    @property
    def for_caregiver(self) -> bool:
        """Whether who helps at home is spoken to."""
        return self.audience is Audience.CAREGIVER

    @property
    def for_clinician(self) -> bool:
        """Whether the clinician's pages are printed."""
        return self.audience in {Audience.CLINICIAN, Audience.ALL}
