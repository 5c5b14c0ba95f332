"""Places that datelines name, to tell "Oslo: ..." from "Watch: ..." and from a speaker."""

from __future__ import annotations

from typing import Final

_CITIES: Final = """
Abidjan|Abu Dhabi|Abuja|Accra|Addis Ababa|Aden|Ahmedabad|Aleppo|Alexandria|Algiers|Almaty|Amman
Amsterdam|Ankara|Antananarivo|Ashgabat|Asmara|Astana|Asunción|Athens|Atlanta|Auckland|Austin
Baghdad|Baku|Bamako|Bangkok|Bangui|Barcelona|Basel|Basra|Beijing|Beirut|Belfast|Belgrade|Bengaluru
Berlin|Bern|Bhopal|Birmingham|Bishkek|Bogotá|Bogota|Boston|Brasília|Brasilia|Bratislava|Brazzaville
Brisbane|Brussels|Bucharest|Budapest|Buenos Aires|Bujumbura|Cairo|Calgary|Canberra|Cape Town|Caracas
Cardiff|Casablanca|Chennai|Chicago|Chişinău|Chisinau|Cologne|Colombo|Conakry|Copenhagen|Dakar|Dallas
Damascus|Dar es Salaam|Davos|Delhi|Denver|Detroit|Dhaka|Dili|Djibouti|Dnipro|Doha|Donetsk|Dubai
Dublin|Dubrovnik|Dushanbe|Edinburgh|Erbil|Frankfurt|Freetown|Gaborone|Gaza|Gaza City|Geneva
Georgetown|Gdansk|Glasgow|Guangzhou|Guatemala City|Guwahati|Hamburg|Hanoi|Harare|Havana|Helsinki
Ho Chi Minh City|Hong Kong|Honolulu|Houston|Hyderabad|Irbil|Islamabad|Istanbul|Izmir|Jaipur|Jakarta
Jeddah|Jerusalem|Johannesburg|Juba|Kabul|Kampala|Kandahar|Karachi|Kathmandu|Kazan|Kharkiv|Khartoum
Kherson|Kiev|Kigali|Kingston|Kinshasa|Kolkata|Krakow|Kuala Lumpur|Kuwait City|Kyiv|La Paz|Lagos
Lahore|Lausanne|Leeds|Lima|Lisbon|Liverpool|Ljubljana|London|Los Angeles|Luanda|Lucknow|Lusaka
Luxembourg|Lviv|Lyon|Macau|Madrid|Malé|Managua|Manama|Manchester|Manila|Maputo|Mariupol|Marseille
Mecca|Melbourne|Mexico City|Miami|Milan|Minneapolis|Minsk|Mogadishu|Monrovia|Montevideo|Montreal
Moscow|Mosul|Mumbai|Munich|Muscat|Nagpur|Nairobi|Naples|Nassau|New Delhi|New Orleans|New York
New York City|Niamey|Nice|Nicosia|Nouakchott|Odesa|Odessa|Osaka|Oslo|Ottawa|Ouagadougou|Panama City
Paris|Patna|Perth|Philadelphia|Phnom Penh|Phoenix|Port Louis|Port-au-Prince|Porto|Prague|Pretoria
Pristina|Pune|Pyongyang|Quebec City|Quetta|Quito|Rabat|Rafah|Ramallah|Ranchi|Rangoon|Reykjavik
Riga|Rio de Janeiro|Riyadh|Rome|Rotterdam|San Diego|San Francisco|San José|San Jose|San Juan
San Salvador|Sanaa|Santiago|Santo Domingo|São Paulo|Sao Paulo|Sarajevo|Seattle|Seoul|Shanghai
Shenzhen|Shimla|Singapore|Skopje|Sofia|Split|Srinagar|St Petersburg|St. Petersburg|Stockholm
Strasbourg|Suva|Sydney|Taipei|Tallinn|Tashkent|Tbilisi|Tegucigalpa|Tehran|Tel Aviv|The Hague|Tirana
Tokyo|Toronto|Toulouse|Trieste|Tripoli|Tunis|Turin|Ulaanbaatar|United Nations|Vaduz|Valencia
Valletta|Vancouver|Vatican City|Venice|Vienna|Vientiane|Vilnius|Vladivostok|Warsaw|Washington
Washington DC|Washington D.C.|Wellington|Wuhan|Yangon|Yaoundé|Yaounde|Yerevan|Zagreb|Zaporizhzhia
Zurich
"""
_COUNTRIES: Final = """
Afghanistan|Albania|Algeria|Angola|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahrain|Bangladesh
Belarus|Belgium|Bolivia|Bosnia|Botswana|Brazil|Britain|Bulgaria|Burma|Burundi|Cambodia|Cameroon
Canada|Chad|Chile|China|Colombia|Congo|Croatia|Cuba|Cyprus|Denmark|Ecuador|Egypt|England|Eritrea
Estonia|Ethiopia|Fiji|Finland|France|Germany|Ghana|Greece|Guatemala|Haiti|Honduras|Hungary|Iceland
India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Jamaica|Japan|Jordan|Kazakhstan|Kenya|Kosovo|Kuwait
Kyrgyzstan|Laos|Latvia|Lebanon|Liberia|Libya|Lithuania|Madagascar|Malaysia|Maldives|Mali|Malta
Mexico|Moldova|Mongolia|Montenegro|Morocco|Mozambique|Myanmar|Namibia|Nepal|Netherlands|New Zealand
Nicaragua|Niger|Nigeria|North Korea|North Macedonia|Northern Ireland|Norway|Oman|Pakistan|Palestine
Panama|Paraguay|Peru|Philippines|Poland|Portugal|Qatar|Romania|Russia|Rwanda|Saudi Arabia|Scotland
Senegal|Serbia|Sierra Leone|Slovakia|Slovenia|Somalia|South Africa|South Korea|South Sudan|Spain
Sri Lanka|Sudan|Sweden|Switzerland|Syria|Taiwan|Tajikistan|Tanzania|Thailand|Togo|Tunisia|Turkey
Turkmenistan|Uganda|Ukraine|United Arab Emirates|United Kingdom|United States|Uruguay|Uzbekistan
Venezuela|Vietnam|Wales|West Bank|Yemen|Zambia|Zimbabwe
"""


def _folded(names: str) -> frozenset[str]:
    return frozenset(name.casefold() for name in names.replace("\n", "|").split("|") if name)


_PLACES: Final = _folded(_CITIES) | _folded(_COUNTRIES)


def is_known_place(name: str) -> bool:
    """Whether a name is that of a capital, a large city or a country."""
    return name.casefold().strip() in _PLACES
