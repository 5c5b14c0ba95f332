"""Which language a text is in, by its script and its commonest words; no guess when unsure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Final

_SAMPLE: Final = 6_000
"""Characters looked at."""
_FEWEST_WORDS: Final = 4
_FEWEST_COMMON: Final = 3
"""Different common words that tell a language other than English: "per litre" is no Italian."""
_LEAST_SHARE: Final = 0.08
"""Share of the words that a language's commonest words make up at least."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_COMMON: Final = {
    "en": "the of and to in a is that for it was on are as with be at by from this have said not "
    "has but they his her were an will who after which their she he we you or had its been",
    "fr": "le la les de des du et en un une est que qui dans pour pas sur au avec il elle sont ce "
    "par plus aux cette ont été mais nous vous se ne son sa ses leur a à",
    "de": "der die das und ist in den von zu mit nicht ein eine für auf dem des sich im auch es an "
    "werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über war",
    "es": "el la los las de del y en un una es que por con para no se su al lo como más pero sus "
    "este ha está sobre entre fue son esta también desde hay ser",
    "it": "il lo la i gli le di del della dei e in un una è che per con non si da nel alla sono "
    "come più ma anche ha al dal questo essere delle degli",
    "pt": "o a os as de do da dos das e em um uma é que por com para não se no na ao como mais mas "
    "foi são seu sua pelo pela ser também está ou",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er om ook door bij als naar "
    "maar werd wordt uit dan heeft ze hij over nog die",
    "sv": "och i att det som en på är av för den med till inte har om ett var de från men så kan "
    "vi jag han hon eller efter",
    "da": "og i at det er en på af for den med til ikke har som de et var fra men kan vi jeg han "
    "hun efter blev også ved eller",
    "no": "og i at det er en på av for den med til ikke har som de et var fra men kan vi jeg han "
    "hun etter ble også ved eller",
    "pl": "i w na z się nie do to że jest o jak ale za po od przez co dla są oraz tym który tak "
    "był być jego",
    "cs": "a v se na je že to s z do o i jako za by ale pro jsou po od které který není byl však "
    "také jeho",
    "tr": "ve bir bu da de için ile çok olarak daha olan gibi ne ama kadar sonra en var değil "
    "olduğu",
    "fi": "ja on ei se että oli hän ovat mutta myös kun joka ole niin tai kuin sen ovat mukaan",
    "hu": "a az és hogy nem is egy volt van de meg ez már csak mint még el vagy azt",
    "ro": "și în de la a cu pe nu este că un o din care pentru sau mai fost prin sunt al",
    "id": "yang dan di ini itu dengan untuk dari dalam tidak pada akan adalah ke juga oleh "
    "sebagai telah",
}
_MARKS: Final = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_SCRIPTS: Final = {
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "GREEK": "el",
    "HEBREW": "he",
    "THAI": "th",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "TAMIL": "ta",
    "TELUGU": "te",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "ARABIC": "ar",
    "CYRILLIC": "ru",
}


def recognise_language(text: str) -> str:
    """Name the language of a text by its ISO 639-1 code; empty when it is not clear."""
    sample = text[:_SAMPLE]
    scripts = _scripts(sample)
    if not scripts:
        return ""
    script, _ = scripts.most_common(1)[0]
    if script == "LATIN":
        return _by_words(sample)
    if script == "CJK" and (scripts["HIRAGANA"] or scripts["KATAKANA"]):
        return "ja"
    if script == "CYRILLIC":
        return _cyrillic(sample)
    if script == "ARABIC":
        return _arabic(sample)
    return _SCRIPTS.get(script, "")


def _scripts(sample: str) -> Counter[str]:
    """Count the letters of each script; where there is only one, it does not matter how many."""
    scripts = Counter(_script(char) for char in set(sample) if char.isalpha())
    if len(scripts) > 1:
        scripts.clear()
        for char, count in Counter(sample).items():
            if char.isalpha():
                scripts[_script(char)] += count
    return scripts


def _by_words(sample: str) -> str:
    words = Counter(_WORD.findall(sample.lower()))
    total = words.total()
    if total < _FEWEST_WORDS:
        return ""
    found = {language: marks & words.keys() for language, marks in _MARKS.items()}
    shares = {
        language: sum(words[word] for word in common) / total for language, common in found.items()
    }
    best, second = sorted(shares, key=lambda language: -shares[language])[:2]
    told = best == "en" or len(found[best]) >= _FEWEST_COMMON
    told = told and shares[best] >= _LEAST_SHARE
    return best if told and shares[best] > shares[second] else ""


def _cyrillic(sample: str) -> str:
    letters = Counter(sample.lower())
    if letters["і"] + letters["ї"] + letters["є"] > letters["ы"] + letters["э"]:
        return "be" if letters["ў"] else "uk"
    if letters["ђ"] + letters["ћ"] + letters["љ"] + letters["њ"]:
        return "sr"
    return "bg" if letters["ъ"] * 3 > letters["ы"] * 3 + letters["э"] and not letters["ы"] else "ru"


def _arabic(sample: str) -> str:
    letters = Counter(sample)
    if letters["ٹ"] + letters["ڈ"] + letters["ے"]:
        return "ur"
    return "fa" if letters["پ"] + letters["گ"] + letters["ی"] + letters["ک"] else "ar"


def _script(char: str) -> str:
    if char.isascii():
        return "LATIN"
    return unicodedata.name(char, "").partition(" ")[0]
