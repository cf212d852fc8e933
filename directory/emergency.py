"""The numbers that must be right even when every file is gone. They depend on nothing else.

Sources: helsenorge.no (113), the emergency services (110, 112), 116117 (national legevakt number),
116111.no, volinjen.no and mentalhelse.no, helsenorge.no and helsebiblioteket.no (poison line), collected 2026-11-22.
Why these, and what is shown of a line whose source has no date: docs/decisions/0013-numbers-nobody-has-read.md.
"""

AMBULANCE = "113"
POLICE = "112"
FIRE = "110"
LEGEVAKT = "116117"
ALARMTELEFONEN = "116111"
VO_LINJEN = "116006"
MENTAL_HELSE = "116123"
GIFTINFORMASJONEN = "22591300"

FIXED = {
    "ambulanse": AMBULANCE,
    "politi": POLICE,
    "brann": FIRE,
    "legevakt": LEGEVAKT,
    "alarmtelefonen": ALARMTELEFONEN,
    "vo_linjen": VO_LINJEN,
    "mental_helse": MENTAL_HELSE,
    "giftinformasjonen": GIFTINFORMASJONEN,
}
"""The number of each of these by its id in nasjonale_tjenester.yaml. What the file says of it is checked, never shown."""

ROUND_THE_CLOCK = frozenset({"ambulanse", "politi", "brann", "legevakt"})
"""Those of them that always answer, whatever hours the file gives."""

ALWAYS_SHOWN = frozenset(FIXED.values())


def spoken(number: str) -> str:
    """The number as people write it: 116117 -> 116 117, 23487200 -> 23 48 72 00. One with spaces stays as it is."""
    if " " in number.strip():
        return number.strip()
    digits = number.strip()
    if len(digits) == 6 and digits.startswith("116"):
        return f"{digits[:3]} {digits[3:]}"
    if len(digits) == 8 and digits.isdigit():
        return _eight(digits)
    return number


def _eight(digits: str) -> str:
    if digits[0] in "489":  # mobile and toll-free numbers are said in threes
        return f"{digits[:3]} {digits[3:5]} {digits[5:]}"
    return f"{digits[:2]} {digits[2:4]} {digits[4:6]} {digits[6:]}"
