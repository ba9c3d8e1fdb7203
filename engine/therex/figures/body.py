"""The proportions of the person that is drawn: an adult of about 170 cm. Lengths in centimetres."""

from __future__ import annotations

from typing import Final, Literal

Side = Literal["left", "right"]
SIDES: Final[tuple[Side, Side]] = ("left", "right")

HIP_APART, HIP_BELOW = 8.5, 6.0  # from the middle of the pelvis to a hip
LUMBAR, THORAX, NECK = 20.0, 27.0, 8.0  # pelvis to the lower ribs, to the shoulders, to the skull
SHOULDER_APART = 17.0
HEAD = 11.0  # from the top of the neck to the middle of the skull
UPPER_ARM, FOREARM, PALM, FINGER, FINGER_TIP = 29.0, 24.0, 8.5, 5.0, 4.5
THIGH, SHANK, ANKLE_HEIGHT, FOOT = 42.0, 40.0, 7.0, 19.0

#: Half the thickness at each point of the skeleton.
THICKNESS: Final[dict[str, float]] = {
    "hip": 9.2, "knee": 6.6, "ankle": 4.6, "heel": 3.8, "toe": 2.6,
    "shoulder": 6.0, "elbow": 4.9, "wrist": 3.5, "hand": 3.2, "finger": 2.2, "tip": 1.8, "thumb": 1.6,
    "pelvis": 10.5, "waist": 10.4, "chest": 11.5, "neck": 5.2, "skull": 5.2, "head": 10.5, "nose": 1.5,
}  # fmt: skip

#: The angles of a pose, in degrees. Those of a limb stand for each side, as `right_knee`.
#: Positive is: bent (hip, knee, elbow, shoulder forward, ankle toes up, wrist towards the palm), `_out` away
#: from the middle, `_turn` outwards; trunk and neck: forward, to the left (turn), to the right (side).
LIMB_ANGLES = (
    "hip", "hip_out", "hip_turn", "knee", "ankle", "ankle_in",
    "shoulder", "shoulder_out", "shoulder_turn", "elbow", "forearm_turn", "wrist", "fingers", "finger_tips",
    "shoulder_up",
)  # fmt: skip
TRUNK_ANGLES = (
    "lean", "turn", "tip", "low_back", "upper_back", "back_turn", "back_side",
    "neck", "neck_turn", "neck_side",
)  # fmt: skip
