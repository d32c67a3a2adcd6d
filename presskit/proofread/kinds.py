"""Kinds of things that can be told apart by their names: countries, illnesses, makes of car.

Closed lists of the world at large, none of them about one film. Of each kind a fact names some;
a text that names another one where it tells of that fact is wrong.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_COUNTRIES = """
Argentina: Argentine Argentinian; Australia: Australian Aussie; Austria: Austrian;
Belgium: Belgian; Bolivia: Bolivian; Brazil: Brazilian; Canada: Canadian; Chile: Chilean;
China: Chinese; Colombia: Colombian; Cuba: Cuban; Czechia|Czech_Republic: Czech;
Denmark: Danish Dane; Egypt: Egyptian; Finland: Finnish Finn; France: French
Frenchman Frenchwoman; Germany: German; Greece: Greek; Hungary: Hungarian; Iceland: Icelandic;
India: Indian; Ireland: Irish Irishman; Israel: Israeli; Italy: Italian; Japan: Japanese;
Jordan: Jordanian; Kenya: Kenyan; Libya: Libyan; Mexico: Mexican; Mongolia: Mongolian;
Morocco: Moroccan; Namibia: Namibian; Netherlands|Holland: Dutch Dutchman; New_Zealand:
New_Zealander Kiwi; Norway: Norwegian; Oman: Omani; Peru: Peruvian; Poland: Polish;
Portugal: Portuguese; Qatar: Qatari; Russia: Russian; Saudi_Arabia: Saudi; Senegal: Senegalese;
South_Africa: South_African; Spain: Spanish Spaniard; Sweden: Swedish Swede; Switzerland: Swiss;
Tunisia: Tunisian; Algeria: Algerian; Mauritania: Mauritanian; Turkey: Turkish;
United_Arab_Emirates|Dubai|Abu_Dhabi: Emirati; Ukraine: Ukrainian;
United_Kingdom|Great_Britain|Britain|England|Scotland|Wales|UK: British Briton Brit English
Englishman Englishwoman Scottish Scot Scotsman Welsh Welshman;
United_States|America|USA|U.S.: American Californian Texan Nevadan
"""
_WITHIN = {
    "Africa": "Algeria Egypt Kenya Libya Mauritania Morocco Namibia Senegal South_Africa Tunisia",
    "Asia": "China India Israel Japan Jordan Mongolia Oman Qatar Saudi_Arabia Turkey"
    " United_Arab_Emirates",
    "Europe": "Austria Belgium Czechia Denmark Finland France Germany Greece Hungary Iceland"
    " Ireland Italy Netherlands Norway Poland Portugal Russia Spain Sweden Switzerland"
    " Ukraine United_Kingdom",
    "South_America": "Argentina Bolivia Brazil Chile Colombia Peru",
    "North_America": "Canada Cuba Mexico United_States",
    "United_States": "Alaska Arizona California Colorado Florida Idaho Montana Nevada New_Mexico"
    " Ohio Oregon Texas Utah Washington Wyoming Michigan Indiana Hawaii Kansas Oklahoma",
    "Australia": "",
    "Antarctica": "",
}

_OTHERS = {
    # Small letters stand for any; a name is written with its capitals.
    "illness": "progressive_supranuclear_palsy psp:progressive_supranuclear_palsy"
    " parkinson's_disease parkinson's:parkinson's_disease parkinsonism:parkinson's_disease"
    " parkinson:parkinson's_disease alzheimer's_disease alzheimer's:alzheimer's_disease dementia"
    " als amyotrophic_lateral_sclerosis:als lou_gehrig's_disease:als motor_neurone_disease"
    " multiple_sclerosis huntington's_disease huntington's:huntington's_disease cancer"
    " lung_cancer:cancer leukaemia leukemia:leukaemia lymphoma tumour tumor:tumour stroke diabetes"
    " muscular_dystrophy cerebral_palsy bell's_palsy multiple_system_atrophy epilepsy"
    " heart_disease heart_failure:heart_disease heart_attack:heart_disease arthritis emphysema"
    " pneumonia kidney_failure lupus",
    "platform": "Netflix Hulu Disney+ Disney_Plus:Disney+ HBO_Max HBO:HBO_Max Max:HBO_Max"
    " Paramount+ Paramount_Plus:Paramount+ Peacock Tubi Amazon_Prime_Video:Amazon_Prime"
    " Amazon_Prime Prime_Video:Amazon_Prime Amazon:Amazon_Prime Prime:Amazon_Prime"
    " Apple_TV Apple_TV+:Apple_TV Google_Play iTunes Vimeo YouTube Microsoft_Xbox"
    " Xbox:Microsoft_Xbox Microsoft:Microsoft_Xbox Apple:Apple_TV Google:Google_Play"
    " Vudu Roku Mubi MUBI:Mubi Crackle Pluto_TV"
    " Plex Kanopy Hoopla PlayStation BritBox Discovery+ Discovery_Plus:Discovery+ ESPN+"
    " MotorTrend MotorTrend+:MotorTrend Redbox FandangoNOW Fandango:FandangoNOW Crunchyroll"
    " Facebook Steam Shudder Showtime iPlayer Sky_Store",
    "make": "Jeep_CJ-5:Jeep Jeep CJ-5:Jeep Jeepster:Jeep Ford Bronco:Ford Hummer"
    " H1:Hummer Dodge Ram:Dodge Ramcharger:Dodge Chevrolet Chevy:Chevrolet Blazer:Chevrolet"
    " Silverado:Chevrolet"
    " Dodge_Ram:Dodge GMC Toyota Tacoma:Toyota Land_Cruiser:Toyota Hilux:Toyota Nissan"
    " Datsun:Nissan Patrol:Nissan Volkswagen VW:Volkswagen Beetle:Volkswagen Porsche Mitsubishi"
    " Pajero:Mitsubishi Isuzu Trooper:Isuzu Land_Rover Range_Rover:Land_Rover"
    " Defender:Land_Rover International_Scout:Scout Scout Meyers_Manx Manx:Meyers_Manx Honda"
    " Yamaha Husqvarna Triumph Kawasaki Suzuki KTM BMW Mercedes Mercedes-Benz:Mercedes"
    " Unimog:Mercedes"
    " Subaru Oldsmobile Rambler Willys Studebaker Polaris Raptor:Ford F-150:Ford Ranger:Ford"
    " Wrangler:Jeep Cherokee:Jeep Mazda Plymouth Pontiac Chrysler",
    "sort of vehicle": "motorcycle motorbike:motorcycle dirt_bike:motorcycle bike:motorcycle"
    " dune_buggy buggy:dune_buggy go-kart kart:go-kart trophy_truck quad sidecar:motorcycle"
    " bicycle tractor stock_car midget_car speedboat snowmobile",
    "organiser": "SCORE SCORE_International:SCORE NORRA NASCAR FIA USAC NHRA IndyCar SCCA AMA HDRA"
    " SNORE FIM Best_in_the_Desert ASO A.S.O.:ASO",
    "event": "Baja_1000 SCORE_Baja_1000:Baja_1000 Mexican_1000 NORRA_Mexican_1000:Mexican_1000"
    " Baja_500 Mint_400 Dakar_Rally Dakar:Dakar_Rally Paris-Dakar:Dakar_Rally"
    " Dakar_Classic Daytona_500 Indianapolis_500 Indy_500:Indianapolis_500"
    " Le_Mans 24_Hours_of_Le_Mans:Le_Mans Pikes_Peak King_of_the_Hammers Vegas_to_Reno Parker_400"
    " San_Felipe_250 Carrera_Panamericana Monte_Carlo_Rally Safari_Rally Rallye_Aïcha_des_Gazelles"
    " Gazelle_Rally:Rallye_Aïcha_des_Gazelles Gazelles:Rallye_Aïcha_des_Gazelles"
    " Gazelles_Rally:Rallye_Aïcha_des_Gazelles"
    " Rallye_des_Gazelles:Rallye_Aïcha_des_Gazelles Rebelle_Rally Rebelle:Rebelle_Rally"
    " Australasian_Safari_Rally Australasian_Safari:Australasian_Safari_Rally"
    " Afton_Canyon_Jeep_Junket Silk_Way_Rally Finke_Desert_Race Africa_Eco_Race Barstow_to_Vegas"
    " Gumball_3000 Mille_Miglia Baja_2000 Baja_250 Riverside Roof_of_Africa Rubicon",
    "sport": "off-road offroad:off-road motocross NASCAR drag-racing drag:drag-racing"
    " Formula_One Formula_1:Formula_One F1:Formula_One IndyCar stock-car speedway sprint-car"
    " motorcycle superbike powerboat",
    "kin": "son daughter grandson granddaughter brother sister nephew niece wife cousin father"
    " son-in-law uncle",
    "direction": "north south east west northern:north southern:south eastern:east western:west"
    " northeast northwest southeast southwest",
    "trade": "farming mining fishing logging railway railroad:railway steel oil military"
    " industrial ranching:farming agricultural:farming",
    "form": "documentary mockumentary biopic feature_drama:biopic docudrama:biopic"
    " miniseries television_series:miniseries web_series:miniseries fiction_film:biopic",
    "drive": "four-wheel-drive four-wheel_drive:four-wheel-drive 4wd:four-wheel-drive"
    " 4x4:four-wheel-drive two-wheel-drive two-wheel_drive:two-wheel-drive 2wd:two-wheel-drive"
    " rear-wheel-drive:two-wheel-drive front-wheel-drive:two-wheel-drive",
}


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a kind as it is named at [start, end)."""

    start: int
    end: int
    kind: str
    name: str


def _form(words: str) -> str:
    return re.escape(words.replace("_", " ")).replace(r"\ ", r"[- ]").replace("'", "[’']")


def _table(words: str) -> Iterator[tuple[str, str]]:
    """Forms and what they mean: “psp:progressive_supranuclear_palsy”."""
    for entry in words.split():
        form, _, name = entry.partition(":")
        yield form, (name or form).replace("_", " ")


def _countries() -> Iterator[tuple[str, str, str]]:
    for entry in _COUNTRIES.replace("\n", " ").split(";"):
        names, _, people = entry.partition(":")
        forms = names.strip().split("|")
        name = forms[0].replace("_", " ")
        yield from (("country", form, name) for form in forms)
        yield from (("nation", form, name) for form in people.split())


def _forms() -> Iterator[tuple[str, str, str]]:
    """(kind, form, name) of everything that is listed."""
    yield from _countries()
    yield from (("country", name, name.replace("_", " ")) for name in _WITHIN)
    states = _WITHIN["United_States"].split()
    yield from (("country", name, name.replace("_", " ")) for name in states)
    for kind, words in _OTHERS.items():
        yield from ((kind, form, name) for form, name in _table(words))


def _pattern(kind: str, forms: Mapping[str, str]) -> re.Pattern[str]:
    small = all(form[0].islower() or form[0].isdigit() for form in forms)
    found = "|".join(_form(form) for form in sorted(forms, key=len, reverse=True))
    plural = "s?" if kind in ("nation", "make", "sort of vehicle") else ""
    return re.compile(rf"(?<![\w-])(?:{found}){plural}(?![\w+])", re.IGNORECASE if small else 0)


def _tables() -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = {}
    for kind, form, name in _forms():
        tables.setdefault(kind, {}).setdefault(form, name)
    return tables


_TABLES = _tables()
_PATTERNS = {kind: _pattern(kind, forms) for kind, forms in _TABLES.items()}
_NAMES = {
    kind: {re.sub(r"[- ]", "_", form).casefold(): name for form, name in forms.items()}
    for kind, forms in _TABLES.items()
}


def table(kind: str) -> tuple[str, ...]:
    """Every form of the names of a kind."""
    return tuple(form.replace("_", " ") for form in _TABLES[kind])


def members(text: str, start: int = 0, end: int | None = None) -> tuple[Member, ...]:
    """Everything of a known kind in a stretch of text, the longest where two overlap."""
    stop = len(text) if end is None else end
    found: list[Member] = []
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(text, start, stop):
            said = re.sub(r"[- ]", "_", match.group()).replace("’", "'").casefold()
            name = _NAMES[kind].get(said) or _NAMES[kind].get(said.removesuffix("s"))
            if name:
                found.append(Member(match.start(), match.end(), kind, name))
    lands = [(m.start, m.end) for m in found if m.kind == "country"]
    # Saudi Arabia is a country, and nobody in it.
    found = [m for m in found if m.kind != "nation" or not any(a <= m.start < b for a, b in lands)]
    return tuple(sorted(found, key=lambda m: (m.start, m.end)))


def covers(wider: str, narrower: str) -> bool:
    """Whether a place has another in it: Africa has Morocco."""
    inside = _WITHIN.get(wider.replace(" ", "_"), "").split()
    return narrower.replace(" ", "_") in inside
