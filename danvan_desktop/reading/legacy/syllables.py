"""How much a text looks like Vietnamese: the share of its accented words that are possible syllables."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_SAMPLE: Final = 60_000
"""Characters that are enough to tell one charset from another."""
_INITIALS: Final = "ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx]"
_RHYMES: Final = (
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|ăc|ăm|ăn|ăng|ăp|ăt|âc|âm|ân|âng|âp|ât|âu|ây"
    "|e|ec|em|en|eng|eo|ep|et|ê|êch|êm|ên|ênh|êp|êt|êu"
    "|i|ia|ich|iêc|iêm|iên|iêng|iêp|iêt|iêu|im|in|inh|ip|it|iu"
    "|o|oa|oac|oach|oai|oam|oan|oang|oanh|oao|oap|oat|oay|oăc|oăm|oăn|oăng|oăt|oc|oe|oen|oeo|oet|oi|om|on|ong|ooc|oong|op"
    "|ot|ô|ôc|ôi|ôm|ôn|ông|ôp|ôt|ơ|ơi|ơm|ơn|ơp|ơt"
    "|u|ua|uân|uâng|uât|uây|uc|uê|uêch|uênh|ui|um|un|ung|uôc|uôi|uôm|uôn|uông|uôt|uơ|up|ut|uy|uya|uych|uyên|uyêt|uynh"
    "|uyt|uyu|ư|ưa|ưc|ưi|ưm|ưn|ưng|ươc|ươi|ươm|ươn|ương|ươp|ươt|ươu|ưt|ưu|y|yêm|yên|yêng|yêt|yêu"
)
_SYLLABLE: Final = re.compile(f"(?:{_INITIALS})?(?:{_RHYMES})")
_TONES: Final = "\u0300\u0309\u0303\u0301\u0323"
_WORD: Final = re.compile("[A-Za-z\u0080-\u009f\u00a1-\u1fff]+")
_EDGES: Final = "«»·"


@dataclass(frozen=True, slots=True)
class Likeness:
    """Words with a letter beyond ASCII: how many there are, and how many are possible syllables."""

    words: int
    right: int

    @property
    def share(self) -> float:
        """The share of the possible ones; 0 where there is none to judge by."""
        return self.right / self.words if self.words else 0.0


def likeness(text: str) -> Likeness:
    """How Vietnamese the accented words of a text are."""
    counted: dict[str, int] = {}
    for word in _WORD.findall(text[:_SAMPLE]):
        bare = word.strip(_EDGES)
        if bare and not bare.isascii():
            counted[bare] = counted.get(bare, 0) + 1
    right = sum(count for word, count in counted.items() if _is_syllable(word))
    return Likeness(sum(counted.values()), right)


def _is_syllable(word: str) -> bool:
    decomposed = unicodedata.normalize("NFD", word.casefold())
    tones = sum(decomposed.count(tone) for tone in _TONES)
    plain = "".join(sign for sign in decomposed if sign not in _TONES)
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", plain)) is not None
