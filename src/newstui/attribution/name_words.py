"""Words that names of outlets, agencies, governments and companies are made of. Data to extend."""

from __future__ import annotations

from typing import Final

from newstui.attribution.lexicon import phrases, words

OUTLET_WORDS: Final = words(
    "gazeta courrier courier corriere jornal folha diario "
    "diário presse ledger review record argus standard reporter bulletin times post journal news "
    "mail herald gazette tribune guardian telegraph observer globe sun star mirror express "
    "chronicle inquirer examiner dispatch independent magazine newspaper tv television radio "
    "broadcasting today weekly daily politico bloomberg axios newsweek bbc cnn nbc abc cbs msnbc "
    "npr pbs fox cnbc sky itv rte cbc zdf ard nhk dw euronews spiegel bild welt monde figaro pais "
    "repubblica país atlantic economist buzzfeed huffpost breitbart vox slate jazeera arabiya"
)
AGENCIES: Final = words(
    "reuters ap afp tass ria interfax xinhua ani pti ians dpa efe ansa anadolu kyodo yonhap upi "
    "bernama antara ukrinform unian belta petra wafa sana irna isna mehr fars kcna"
)
AGENCY_NAMES: Final = frozenset(
    {
        "associated press",
        "australian associated press",
        "canadian press",
        "press association",
        "press trust of india",
        "agence france-presse",
        "agence france presse",
        "united press international",
        "deutsche presse-agentur",
    }
)
"""Agencies whose names end in words that others bear too."""
CAPITALS: Final = words(
    "nairobi bern zagreb ljubljana bratislava sarajevo skopje tirana vilnius riga tallinn "
    "reykjavik singapore bangkok jakarta dhaka colombo kathmandu lima bogota santiago quito moscow "
    "kyiv kiev washington beijing london paris berlin brussels tokyo seoul pyongyang tehran ankara "
    "madrid rome vienna warsaw budapest athens lisbon dublin stockholm oslo copenhagen helsinki "
    "delhi islamabad kabul baghdad damascus riyadh doha cairo jerusalem canberra ottawa brasilia "
    "caracas havana taipei hanoi manila minsk tbilisi belgrade prague bucharest sofia pretoria "
    "abuja khartoum tripoli tunis algiers rabat"
)
SEATS: Final = frozenset(
    [
        "kremlin",
        "white house",
        "downing street",
        "pentagon",
        "capitol hill",
        "elysee",
        "élysée",
        "whitehall",
        "foggy bottom",
        "state department",
        "foreign office",
        "united states",
        "united kingdom",
        "united arab emirates",
        "saudi arabia",
        "north korea",
        "south korea",
        "south africa",
        "new zealand",
        "sri lanka",
        "european commission",
        "european union",
        "eu",
    ]
)
COUNTRIES: Final = words(
    "russia ukraine china france germany britain uk england scotland wales ireland spain italy "
    "portugal greece turkey poland hungary austria switzerland belgium netherlands denmark sweden "
    "norway finland iceland iran iraq israel syria lebanon jordan egypt libya tunisia algeria "
    "morocco sudan ethiopia kenya nigeria ghana india pakistan bangladesh afghanistan japan taiwan "
    "vietnam thailand indonesia malaysia singapore philippines australia canada mexico brazil "
    "argentina chile colombia peru venezuela cuba belarus georgia armenia azerbaijan kazakhstan "
    "serbia croatia bosnia kosovo romania bulgaria moldova estonia latvia lithuania qatar yemen "
    "u.s us"
)
COMPANY_ENDINGS: Final = words(
    "aerospace agro aluminium aluminum analytics apparel appliances asphalt automotive aviation "
    "bancorp biologics biosciences biotech broadband brewing ceramics cement chemicals coatings "
    "communications components computing confectionery constructions contractors cosmetics dairies "
    "diagnostics distilleries distillers dynamics electric electrical electricity electronics "
    "engines enterprises entertainment equities explosives fashions fertilisers fertilizers "
    "financial footwear freight furnishings gaming geothermal healthcare hotels insurance "
    "instruments interactive international labs leasing logistics machinery minerals "
    "mining mobility mobile mutual nuclear optics outfitters packaging petrochemicals petroleum "
    "pharma pharmaceuticals plastics polymers poultry printers products properties "
    "pumps railroad railway realty refineries refining renewables rentals resorts resources "
    "restaurants retail robotics roofing rubber salvage seafoods semiconductor semiconductors "
    "shipbuilders shipping shipyard shipyards software solar solutions stores studios supermarkets "
    "telecom telecommunications telecoms textiles therapeutics timber tobacco tobaccos toys "
    "trading transit transport trucking trucks tyres utilities vaccines ventures vineyards "
    "waterworks wireless airways autos bakeries breweries gmbh plc spa oyj oy bv nv ag asa ab pty "
    "srl llp"
)
"""Words the names of companies end in: "Skerrow Electric"."""
COMPANY_SURNAMES: Final = words(
    "steel capital mills marine oil gas power water metals works wind coal carriers ports"
)
"""Those that may be surnames: a company's when no first name stands before them."""
PORTFOLIOS: Final = words(
    "agriculture commerce culture defence defense education energy environment finance foreign "
    "health home homeland interior justice labor labour state trade transport transportation "
    "veterans war"
)
"""What ministries called departments and offices are for."""
SURNAMES: Final = words(
    "bank banks house church court guard force college hall chambers lodge post star sun mail "
    "mirror herald globe times journal guardian press record standard monitor sky fox independent "
    "express world today news tribune chronicle marine lines hospital club "
    "dawn mint apple ford labour"
)
"""Words of outlets and organisations that may be surnames."""
PLACES: Final = words(
    "adelaide alexandria austin carolina charlotte chelsea chester christian dallas diego douglas "
    "florence francisco gary georgia houston israel jackson jordan kent lincoln london lourdes "
    "madison nelson olympia orlando paris regina salvador santiago savannah sofia stanley sydney "
    "victoria vienna virginia warren will"
)
"""Given names that names of outlets and organisations begin with."""
PRESS: Final = words(
    "bbc cnn nbc abc cbs fox sky courrier gazeta folha jornal corriere diario radio channel"
)
NATIONALS: Final = words(
    "scot briton spaniard swede dane finn pole turk serb croat slovak slovene bosniak kazakh uzbek "
    "frenchman dutchman irishman welshman englishman frenchwoman irishwoman american canadian "
    "australian brazilian argentine mexican german austrian italian belgian norwegian russian "
    "ukrainian hungarian romanian bulgarian indian kenyan nigerian ghanaian algerian moroccan "
    "egyptian iranian israeli"
)
"""What a person is called after the country: "the Scot said"."""
KNOWN_BODIES: Final = phrases(
    "human rights watch, doctors without borders, médecins sans frontières, "
    "medecins sans frontieres, reporters without borders, save the children, red crescent, "
    "goldman sachs, morgan stanley, jpmorgan chase, jp morgan, wells fargo, credit suisse, "
    "berkshire hathaway, standard chartered, credit agricole, crédit agricole, bnp paribas, "
    "rolls royce, rolls-royce, general electric, british airways, air france, air india, "
    "burger king, coca cola, coca-cola, sinn féin, sinn fein, fianna fáil, fianna fail, "
    "fine gael, plaid cymru, likud, fatah, hamas, hezbollah, hizbollah, taliban, al qaeda, "
    "al-qaeda, boko haram, al shabaab, al-shabaab, scotland yard, real madrid, "
    "manchester united, tottenham hotspur, crystal palace, aston villa, paris saint-germain, "
    "juventus, greenpeace, oxfam, unicef, unesco, unhcr, opec, interpol, europol, eurostat, "
    "eurocontrol, frontex, fifa, uefa, ofcom, ofgem, ofsted, ofwat, labour, google, tesla, apple, "
    "amazon, microsoft, facebook, twitter, instagram, tiktok, youtube, netflix, spotify, uber, "
    "airbnb, samsung, sony, toyota, honda, nissan, hyundai, ford, boeing, airbus, intel, nvidia, "
    "huawei, alibaba, tencent, volkswagen, siemens, nestlé, nestle, unilever, pfizer, moderna, "
    "astrazeneca, novartis, ryanair, easyjet, lufthansa, tesco, ikea, walmart, starbucks, "
    "citigroup, barclays, blackrock, deloitte, accenture, gazprom, rosneft, aramco, petrobras, "
    "arcelormittal, infosys, wipro"
)
"""Names of organisations that no word of theirs tells: whole names, in lower case."""
KNOWN_OUTLETS: Final = words("mint dawn")
"""The same of outlets that go without an article."""
THE_OUTLETS: Final = words("hindu lancet sun age nation scotsman australian conversation tablet")
"""Outlets that have an article: "the Hindu"."""
PUBLIC_FIGURES: Final = words(
    "trump biden obama putin zelensky zelenskyy macron merkel scholz merz starmer sunak modi "
    "netanyahu erdogan erdoğan lula milei meloni trudeau carney albanese khamenei assad orban "
    "orbán musk zuckerberg bezos guterres zuma ramaphosa bolsonaro maduro lukashenko xi"
)
"""Persons who are named by one word, even where a story never gives the whole name."""
