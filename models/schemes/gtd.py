"""Rows of the Global Terrorism Database's table: one an attack by an actor below the state."""

from __future__ import annotations

from models.codebook import Role
from models.language import later
from models.schemes.acled import kind_of
from models.schemes.counts import numbers
from models.schemes.days import first_and_last, precision_of
from models.schemes.derived import Derived, Lost, Row, SkipError, skipping, unfit, without_column
from models.schemes.facts import Facts, Report
from models.schemes.natures import Nature
from models.schemes.tables import Country, countries, table
from models.values import DatePrecision, Place, PlacePrecision

COLUMNS: tuple[str, ...] = tuple(table("gtd")["columns"])
ID = "eventid"

_PLACED = (
    *(Role.RECORD_CLASS, Role.EVENT_TYPE, Role.STAGE, Role.INSTRUMENT, Role.AGENT, Role.TARGET),
    *(Role.ATTRIBUTION, Role.CLAIMANT, Role.TIME, Role.PLACE, Role.KILLED, Role.WOUNDED),
    *(Role.ABDUCTED, Role.SUMMARY),
)
_SUSPECTED = (
    *("accused", "accused_by_authority", "possible", "denied"),
    *("suspected_or_accused", "suspected_or_accused_by_authorities"),
)
_CLAIMED = ("claimed", "admitted", "claimed_or_admitted")
_FAILED = ("failed", "attempted", "intercepted")
_KIDNAPPING, _HIJACKING, _FACILITY, _UNKNOWN_ATTACK = 6, 4, 7, 9
_UNKNOWN_WEAPON, _UNKNOWN, _NOT_SAID = 13, -9, -99
_MILITARY = 4


@skipping
def derive(facts: Facts) -> Derived:
    """The row of an attack, or why there is none."""
    if not facts.is_incident or facts.stage == "threatened":
        raise SkipError("not_an_incident", later("Only incidents are rows of GTD's table."))
    if facts.stage == "foiled":
        raise SkipError(
            "foiled", later("GTD takes up no plots that were foiled before the attack.")
        )
    if facts.agents and facts.agents[0].side == "state":
        raise SkipError("state_actor", later("GTD takes up only what actors below the state did."))
    if facts.place is None or facts.country not in countries():
        raise SkipError("no_country", later("The record has no place with a country."))
    country = countries()[facts.country]
    weapons = _weapons(facts)
    attacks = _attacks(facts, weapons)
    lost = without_column(facts, _PLACED)
    row = {
        **_dated(facts),
        **_placed(facts.place, country),
        "summary": _summary(facts),
        **_criteria(facts),
        "multiple": _flag(any(link.type == "part_of" for link in facts.event.links)),
        "success": _flag(facts.stage not in _FAILED),
        "suicide": _flag("suicide" in facts.means or _is_suicide(facts)),
        **_listed("attacktype", attacks, table("gtd")["attacks"]),
        **_aimed(facts),
        **_done_by(facts),
        **_claimed(facts),
        **_listed("weaptype", weapons or [_UNKNOWN_WEAPON], table("gtd")["weapons"]),
        "weapdetail": "; ".join(facts.means),
        **_harmed(facts, lost),
        **_damaged(facts, attacks),
        **_held(facts, attacks),
        **{f"scite{at}": _cited(one) for at, one in enumerate(facts.reports[:3], 1)},
        **_international(facts, country),
    }
    return Derived((row,), tuple(lost))


def _flag(value: object) -> str:
    return "1" if value else "0"


def _is_suicide(facts: Facts) -> bool:
    return facts.type is not None and facts.type.key == "suicide_bomb"


def _dated(facts: Facts) -> Row:
    """Year, month and day, 0 where unknown; an event told day by day is extended."""
    first, last = first_and_last(facts.days)
    precision = precision_of(facts.days) if facts.days else DatePrecision.DAY
    exact = precision is DatePrecision.DAY
    month = first.month if (first.year, first.month) == (last.year, last.month) else 0
    longer = exact and first < last
    return {
        "iyear": str(first.year),
        "imonth": str(first.month if exact else month),
        "iday": str(first.day if exact else 0),
        "approxdate": "" if exact else f"{first.isoformat()} to {last.isoformat()}",
        "extended": _flag(longer),
        "resolution": last.isoformat() if longer else "",
    }


def _placed(place: Place, country: Country) -> Row:
    in_town = place.precision in {None, PlacePrecision.EXACT, PlacePrecision.NEAR}
    known = place.lat is not None and place.lon is not None
    specificity = {PlacePrecision.ADMIN1: 4, PlacePrecision.ADMIN2: 3, PlacePrecision.AREA: 3}
    exactly = specificity.get(place.precision, 5) if place.precision else 5
    if in_town:
        exactly = 1 if known else 5
    is_state = place.precision is PlacePrecision.ADMIN1
    located = known and exactly < 5
    return {
        "country": str(country.gtd or ""),
        "country_txt": country.gtd_name,
        "region": str(country.gtd_region or ""),
        "region_txt": table("gtd")["regions"][country.gtd_region - 1] if country.gtd_region else "",
        "provstate": place.admin1 or (place.name if is_state else ""),
        "city": place.name if in_town else "Unknown",
        "latitude": f"{place.lat:.6f}" if located else "",
        "longitude": f"{place.lon:.6f}" if located else "",
        "specificity": str(exactly),
        "vicinity": _flag(place.precision is PlacePrecision.NEAR),
        "location": "" if in_town or is_state else place.name,
    }


def _summary(facts: Facts) -> str:
    """The summary behind the day, as GTD begins it."""
    if not facts.summary:
        return ""
    first, last = first_and_last(facts.days)
    return f"{first:%m/%d/%Y}: {facts.summary}" if first == last else facts.summary


def _criteria(facts: Facts) -> Row:
    """What the sides tell of the criteria; 2 of 3 hold for every attack by such an actor."""
    crime = bool(facts.agents) and facts.agents[0].kind == "gang"
    insurgency = bool(facts.targets) and facts.targets[0].target == _MILITARY
    if crime and insurgency:
        raise SkipError("criteria", later("Less than two of GTD's three criteria hold."))
    alternative = 2 if crime else 1
    doubtful = crime or insurgency
    return {
        "crit1": _flag(not crime),
        "crit2": "1",
        "crit3": _flag(not insurgency),
        "doubtterr": _flag(doubtful),
        "alternative": str(alternative) if doubtful else "",
        "alternative_txt": table("gtd")["alternatives"][alternative - 1] if doubtful else "",
    }


def _weapons(facts: Facts) -> list[int]:
    by_means = table("gtd")["weapon"]
    found = dict.fromkeys(by_means[means] for means in facts.means if means in by_means)
    return [*found][:4]


def _attacks(facts: Facts, weapons: list[int]) -> list[int]:
    """Up to three attack types in GTD's hierarchy."""
    if facts.type is None:
        raise SkipError("no_type", later("The record has no event type."))
    kind = kind_of(facts.type)
    by_type = table("gtd")["attack"].get(kind.sub_event) if kind else None
    if by_type is None:
        raise SkipError(
            "no_attack", later("Its type is no attack in GTD's sense."), facts.type.label
        )
    by_weapon = table("gtd")["attack_by_weapon"]
    found = {by_weapon[str(weapon)] for weapon in weapons if str(weapon) in by_weapon}
    if facts.type.key == "hijacking":
        found = {_HIJACKING}
    elif by_type == _KIDNAPPING or (facts.abducted and facts.abducted.best):
        found |= {_KIDNAPPING}
    elif facts.type.key == "arson":
        found = {_FACILITY}
    if not found:
        found = {by_type}
    return [number for number in table("gtd")["hierarchy"] if number in found][:3]


def _listed(name: str, numbers_: list[int], texts: list[str]) -> Row:
    """Numbered columns: `name1`, `name1_txt`, `name2` and so on."""
    row = {}
    for place, number in enumerate(numbers_, 1):
        row[f"{name}{place}"] = str(number)
        row[f"{name}{place}_txt"] = texts[number - 1]
    return row


def _aimed(facts: Facts) -> Row:
    targets = facts.targets[:3]
    row = _listed("targtype", [one.target for one in targets] or [20], table("gtd")["targets"])
    for place, one in enumerate(targets, 1):
        row[f"target{place}"] = f"{one.name}: {one.words}" if one.words else one.name
        country = countries().get(one.country or "")
        if country and country.gtd:
            row[f"natlty{place}"] = str(country.gtd)
            row[f"natlty{place}_txt"] = country.gtd_name
    return row


def _done_by(facts: Facts) -> Row:
    """Up to three groups; who is not named is unknown to GTD."""
    uncertain = _flag(facts.attribution in _SUSPECTED)
    row = {"gname": "Unknown", "guncertain1": uncertain}
    for place, actor in enumerate(facts.agents[:3], 1):
        row["gname" if place == 1 else f"gname{place}"] = _group(actor)
        row[f"guncertain{place}"] = uncertain
    return row | {"individual": "0", "nperps": str(_NOT_SAID), "nperpcap": str(_NOT_SAID)}


def _group(actor: Nature) -> str:
    unnamed = actor.kind in {"unidentified", "civilians"} and actor.name != actor.words
    return "Unknown" if unnamed and not actor.words[:1].isupper() else actor.name


def _claimed(facts: Facts) -> Row:
    claimed = bool(facts.claimants) or facts.attribution in _CLAIMED
    said = _flag(claimed) if claimed or facts.attribution else str(_UNKNOWN)
    row = {"claimed": said, "compclaim": _flag(len(facts.claimants) > 1) if claimed else ""}
    if claimed:
        row |= {"claimmode": "10", "claimmode_txt": "Unknown"}
    return row


def _harmed(facts: Facts, lost: list[Lost]) -> Row:
    """Victims and attackers together; blank where unknown."""
    row = {}
    for role, column, count in (
        (Role.KILLED, "nkill", facts.killed),
        (Role.WOUNDED, "nwound", facts.wounded),
    ):
        known = numbers(count)
        if known and not known.worded:
            row[column] = str(known.best)
        elif count:
            words = later("GTD takes up only numbers, and the article gives a word.")
            lost += unfit(facts, role, "number_in_words", words)
    return row


def _damaged(facts: Facts, attacks: list[int]) -> Row:
    if _FACILITY in attacks and facts.stage not in _FAILED:
        return {"property": "1", "propextent": "4", "propextent_txt": "Unknown"}
    return {"property": str(_UNKNOWN)}


def _held(facts: Facts, attacks: list[int]) -> Row:
    if not {_KIDNAPPING, _HIJACKING} & set(attacks):
        return {"ishostkid": "0"}
    known = numbers(facts.abducted)
    number = _NOT_SAID if known is None or known.worded else known.best
    row = {"ishostkid": "1", "nhostkid": str(number), "ransom": str(_UNKNOWN)}
    return row | {"hostkidoutcome": "7", "hostkidoutcome_txt": "Unknown"}


def _cited(report: Report) -> str:
    title = f'"{report.title},"' if report.title else ""
    said = ", ".join(filter(None, (report.source, report.day)))
    return " ".join(filter(None, (title, said)))


def _international(facts: Facts, country: Country) -> Row:
    """Whether attackers, targets and place are of several countries; -9 where one is not known."""
    agents = [one.country for one in facts.agents if one.country]
    targets = [one.country for one in facts.targets if one.country]
    logistic = _differ(agents, [country.code])
    ideological = _differ(agents, targets)
    miscellaneous = _differ(targets, [country.code])
    all_three = (logistic, ideological, miscellaneous)
    any_ = 1 if 1 in all_three else (_UNKNOWN if _UNKNOWN in all_three else 0)
    names = ("INT_LOG", "INT_IDEO", "INT_MISC", "INT_ANY")
    return dict(zip(names, map(str, (*all_three, any_)), strict=True))


def _differ(some: list[str], others: list[str]) -> int:
    if not some or not others:
        return _UNKNOWN
    return int(some[0] != others[0])
