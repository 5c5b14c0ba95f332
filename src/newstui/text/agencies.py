"""News agencies and picture agencies, by the names they are credited under."""

from __future__ import annotations

import re
from typing import Final

_WIRES: Final = (
    "AAP|ABNA|AFP|AGI|AKI|ANA|ANI|ANP|ANSA|AP|APA|APP|APTN|ATPE|Agence France-Presse|Agerpres"
    "|Agenzia Nova|Anadolu|Anadolu Agency|Antara|Associated Press|BELGA|BNS|BTA|Belga|Bernama"
    "|Bloomberg|CNA|CNN|CP|CTK|ČTK|Canadian Press|DPA|EFE|ELTA|Fars|GNA|HINA|Hina|IANS|INA|IPS"
    "|IRNA|ISNA|ITAR-TASS|Interfax|Interfax-Ukraine|Inter Press Service|JTA|KCNA|KUNA|Kyodo"
    "|Kyodo News|LETA|LUSA|Lusa|MENA|MTI|NAN|NTB|PA|PA Media|PAP|PNA|PTI|Press Association"
    "|Press Trust of India|QNA|RFE/RL|RIA|RIA Novosti|Reuters|SANA|SPA|STA|STT|Sputnik|TASR"
    "|TASS|TNS|TT|Tanjug|Tass|The Associated Press|The Canadian Press|Thomson Reuters Foundation"
    "|Tribune News Service|UNB|UNI|UPI|Ukrinform|UNIAN|VNA|WAM|XINHUA|Xinhua|Yonhap|dpa|ritzau"
)
_PICTURE_AGENCIES: Final = (
    "AFP|Alamy|Anadolu|ANI Photo|AP|AP Images|AP Photo|Associated Press|Bloomberg|DPA|EPA"
    "|EPA-EFE|Flickr|Getty|Getty Images|Imago|iStock|iStockphoto|NASA|NurPhoto|PA|PA Media"
    "|PA Wire|Pexels|Pixabay|PTI|Reuters|REUTERS|Rex|Rex Features|Shutterstock|Sipa|TASS|UNHCR"
    "|UNICEF|Unsplash|Wikimedia|Wikimedia Commons|Xinhua|Zuma|ZUMA Press|dpa|imago images"
)


def _longest_first(names: str) -> str:
    return "|".join(re.escape(name) for name in sorted(names.split("|"), key=len, reverse=True))


WIRE: Final = f"(?:{_longest_first(_WIRES)})"
"""Pattern of a news agency's name."""
PICTURE_AGENCY: Final = f"(?:{_longest_first(_PICTURE_AGENCIES)})"
"""Pattern of a picture agency's name."""
