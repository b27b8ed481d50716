"""The words that counts of people harmed are made of, as tables and pieces of patterns."""

from __future__ import annotations

from models.suggest.wordlist import words
from models.values import Wording

#: What stands before a number and says how it is meant.
MODIFIERS: dict[str, Wording] = {
    "at least": Wording.AT_LEAST, "no fewer than": Wording.AT_LEAST,
    "no less than": Wording.AT_LEAST, "not less than": Wording.AT_LEAST,
    "not fewer than": Wording.AT_LEAST, "a minimum of": Wording.AT_LEAST,
    "more than": Wording.AT_LEAST, "over": Wording.AT_LEAST, "upwards of": Wording.AT_LEAST,
    "well over": Wording.AT_LEAST, "in excess of": Wording.AT_LEAST,
    "up to": Wording.AT_MOST, "as many as": Wording.AT_MOST, "at most": Wording.AT_MOST,
    "no more than": Wording.AT_MOST, "not more than": Wording.AT_MOST,
    "fewer than": Wording.AT_MOST, "less than": Wording.AT_MOST, "a maximum of": Wording.AT_MOST,
    "about": Wording.ABOUT, "around": Wording.ABOUT, "some": Wording.ABOUT,
    "approximately": Wording.ABOUT, "roughly": Wording.ABOUT, "nearly": Wording.ABOUT,
    "almost": Wording.ABOUT, "close to": Wording.ABOUT, "an estimated": Wording.ABOUT,
    "estimated": Wording.ABOUT, "an average of": Wording.ABOUT,
}  # fmt: skip

#: Words for a number that is not given.
VAGUE: dict[str, Wording] = {
    "dozens": Wording.DOZENS, "scores": Wording.DOZENS, "tens": Wording.DOZENS,
    "hundreds": Wording.HUNDREDS, "thousands": Wording.HUNDREDS,
    "several": Wording.SEVERAL, "a handful": Wording.SEVERAL, "many": Wording.SEVERAL,
    "a number": Wording.SEVERAL, "a few": Wording.SEVERAL, "numerous": Wording.SEVERAL,
    "multiple": Wording.SEVERAL, "various": Wording.SEVERAL, "some": Wording.SEVERAL,
    "an unknown number": Wording.UNSPECIFIED, "an unspecified number": Wording.UNSPECIFIED,
    "an undetermined number": Wording.UNSPECIFIED, "an undisclosed number": Wording.UNSPECIFIED,
    "others": Wording.UNSPECIFIED, "several dozen": Wording.DOZENS,
    "several hundred": Wording.HUNDREDS, "a few dozen": Wording.DOZENS,
}  # fmt: skip

#: Numbers with a name.
NAMED_NUMBERS: dict[str, int] = {
    "half a dozen": 6, "a dozen": 12, "two dozen": 24, "three dozen": 36, "four dozen": 48,
    "a couple": 2, "a hundred": 100,
}  # fmt: skip

NOBODY = frozenset({"no", "no one", "nobody", "none", "zero", "without any", "not a single"})

_PERSONS = words("""
    man woman boy girl child baby infant toddler teenager teen youth youngster adolescent adult
    person civilian soldier officer policeman policewoman guard guardsman serviceman fighter
    militant rebel insurgent terrorist gunman attacker bomber assailant shooter perpetrator
    kidnapper robber thief burglar suspect accomplice driver motorist passenger passer-by
    passerby bystander pedestrian cyclist motorcyclist resident villager farmer herder herdsman
    shepherd student pupil schoolboy schoolgirl teacher professor journalist reporter
    photographer cameraman worker employee labourer laborer official mayor governor councillor
    councilman leader commander chief activist campaigner protester protestor demonstrator
    rioter marcher victim member relative brother sister father mother parent son daughter
    husband wife mom dad uncle aunt cousin nephew niece grandmother grandfather stepfather stepson
    neighbour neighbor friend girlfriend boyfriend shopkeeper trader merchant vendor priest nun
    monk pastor imam cleric bishop missionary judge lawyer prosecutor doctor nurse medic
    paramedic firefighter rescuer volunteer peacekeeper sailor seaman fisherman pilot captain
    lieutenant sergeant colonel general major corporal constable marine trooper conscript
    recruit reservist cadet prisoner inmate detainee hostage captive refugee migrant tourist
    visitor foreigner national citizen patient hunter miner candidate senator deputy minister
    lawmaker politician aide bodyguard worshipper pilgrim spectator customer shopper clerk
    cashier owner manager engineer technician contractor diplomat consul ambassador envoy
    president singer actor actress player athlete coach bricklayer mechanic cook waiter nomad
    settler elder tribesman jihadist guerrilla guerilla paramilitary combatant operative
    partisan sniper ranger agent spy informer informant colleague companion survivor individual
    human juvenile defendant convict witness deserter defector bridegroom bride sheriff deputy
    woman female male year-old
    """)
PERSON = frozenset(_PERSONS)
_PLURALS = {"child": "children", "person": "people", "wife": "wives", "thief": "thieves"}


def _plural(word: str) -> str:
    if word.endswith("man"):
        return word[:-3] + "men"
    if word in _PLURALS:
        return _PLURALS[word]
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith(("ch", "sh", "s")):
        return word + "es"
    return "passers-by" if word == "passer-by" else word + "s"


PERSONS = frozenset({_plural(word) for word in _PERSONS}) | {
    "persons", "police", "troops", "policemen", "personnel", "security", "staff", "crew", "family",
    "others", "victims", "bodies", "lives", "forces", "workers", "casualties", "elderly", "kids",
    "families", "villagers", "gendarmes", "rangers", "operatives", "paramilitaries", "nationals",
}  # fmt: skip

#: Heads of number phrases that are no people.
NOT_PEOPLE = frozenset(
    words("""
    year years year-old day days hour hours minute minutes week weeks month months decade
    decades second seconds km kilometre kilometres kilometer kilometers mile miles metre metres
    meter meters foot feet yards percent per cent pounds dollars euros times time house houses
    home homes building buildings car cars vehicle vehicles lorry lorries truck trucks bus buses
    tank tanks drone drones missile missiles rocket rockets shell shells bomb bombs mine mines
    grenade grenades attack attacks bombing bombings raid raids incident incidents shooting
    shootings strike strikes airstrikes explosion explosions blast blasts gunshot gunshots shots
    bullets rounds cattle cow cows sheep goat goats camel camels horse horses dog dogs post
    posts village villages town towns city cities province provinces district districts area
    areas region regions state states aircraft plane planes helicopter helicopters ship ships
    boat boats camp camps checkpoint base bases shop shops church churches mosque mosques school
    schools word report reports information idea indication sign doubt evidence arrest arrests
    weapon weapons rifle rifles gun guns motorbike motorbikes motorcycles o'clock a.m. p.m. a.m
    p.m tons tonnes countries fires block floor floors condition separate reason reasons charges
    counts occasions occasion am pm
    """)
)

#: Words at which the phrase of a number ends.
PHRASE_STOP = frozenset(
    words("""
    a an was were is are be been being has have had do does did will would can could may might
    shall should must and or but nor as at by for from in into near of off on onto over per
    since than that then through till to toward towards under until up upon when where which
    while who whom whose with without within after before during because if so said says say
    told reported confirmed added according including among amid despite the he she it they we i
    his her their its our this these those there here also just only later earlier still already
    dead killed wounded injured hurt slain died dies dying die perished shot stabbed kidnapped
    abducted murdered executed beheaded massacred hospitalized hospitalised remain remained
    remains suffered sustained received got lost were fatally critically seriously slightly
    badly lightly missing arrested detained captured seized took taken treated rescued released
    fled escaped survived carried attacked opened fired succumbed passed bled apparently
    allegedly himself herself themselves yesterday today overnight monday tuesday wednesday
    thursday friday saturday sunday
    """)
)

_PASSIVE_KILLED = (
    r"shot\s+(?:and\s+)?(?:dead|killed|to\s+death|fatally)|(?:beaten|stabbed|hacked|burn(?:ed|t)"
    r"|tortured|stoned|crushed|clubbed|bludgeoned|trampled)\s+(?:and\s+\w+\s+)?to\s+death"
    r"|fatally\s+(?:shot|stabbed|wounded|injured|hit)|mortally\s+wounded|gunned\s+down"
    r"|(?:killed|slain|murdered|massacred|executed|beheaded|decapitated|assassinated|lynched|hanged"
    r"|slaughtered|martyred|electrocuted|drowned|asphyxiated)"
    r"|pronounced\s+(?:dead|deceased)|declared\s+dead|found\s+(?:dead|shot\s+dead)"
)
_INTRANSITIVE_KILLED = (
    r"d(?:ied|ies|ying)|dead|pass(?:ed|es)\s+away|bled\s+to\s+death|deceased|perish(?:ed|ing)|los(?:t|ing)\s+(?:their|his|her)\s+(?:li(?:ves|fe))"
    r"|succumb(?:ed|ing)|fatally(?=\s*(?:[.,;)]|$|and\b|when\b|on\b|in\b))"
)
_PASSIVE_WOUNDED = (
    r"(?:shot\s+and\s+)?(?:wounded|injured|maimed|hurt)|hospitali[sz]ed"
    r"|(?:taken|rushed|flown|airlifted|admitted|brought|transported|transferred|evacuated|sent)"
    r"\s+to\s+(?:an?\s+|the\s+)?(?:[\w'’.-]+\s+){0,5}?(?:hospitals?|clinics?|medical\s+cent(?:er|re)s?"
    r"|trauma\s+cent(?:er|re)|intensive\s+care|with\s+(?:\w+\s+)?(?:burns|wounds|injuries))"
    r"|(?:hospitali[sz]ed|being\s+treated|treated)\s+(?:for|with)\s+(?:\w+\s+){0,3}(?:injur|wound|burn)\w*"
)
_INTRANSITIVE_WOUNDED = (
    r"(?:suffer(?:ed|s|ing)|sustain(?:ed|s|ing)|receiv(?:ed|ing)|with)\s+(?:[\w-]+\s+){0,4}?"
    r"(?:injur(?:y|ies)|wounds?|burns?|fractures?|concussions?|broken\s+\w+|gunshots?)"
    r"|remain(?:ed|s)?\s+(?:hospitali[sz]ed|in\s+(?:\w+\s+)?(?:hospitals?|wards?|intensive\s+care))"
    r"|to\s+(?:the\s+|a\s+(?:local\s+)?)?hospitals?(?!\s+\w+ing)"
    r"|(?:in|listed\s+in)\s+(?:\w+\s+)?(?:critical|serious|stable|grave)\s+condition"
)
_PASSIVE_ABDUCTED = (
    r"kidnapped|abducted|snatched|(?:taken|held|seized)\s+(?:as\s+)?(?:hostages?|captives?|prisoners?)"
    r"|carried\s+off|marched\s+off|taken\s+away"
)
_PASSIVE_STRUCK = (
    r"shot(?!\s+(?:at(?=\s+(?:by|while|when|as|from|in|on|and|several|multiple|\d+\s+times)\b|\s*[.,;])|down|dead|to|by\s+(?:mistake)|fired|fatally))|stabbed(?!\s+to)"
    r"|(?:hit|struck|grazed)\s+in\s+(?:the|his|her)\s+\w+|(?:hit|struck|grazed|wounded)\s+by\s+(?:\w+\s+){0,2}(?:gunfire|bullets?|shrapnel|shots?)"
)
#: What is said of victims after them: "(were) killed", "died"; the passive ones need a "was".
PREDICATE = (
    rf"(?:(?P<killed_passive>{_PASSIVE_KILLED})|(?P<killed>{_INTRANSITIVE_KILLED})"
    rf"|(?P<wounded_passive>{_PASSIVE_WOUNDED})|(?P<wounded>{_INTRANSITIVE_WOUNDED})"
    rf"|(?P<abducted_passive>{_PASSIVE_ABDUCTED})|(?P<struck_passive>{_PASSIVE_STRUCK}))(?!\w)"
)

_KILLING = (
    r"(?:shot\s+and\s+|stabbed\s+and\s+)?(?:kill(?:s|ed|ing)?|murder(?:s|ed|ing)?|slay(?:s|ing)?|slew"
    r"|massacr(?:ed?|ing)|slaughter(?:ed|ing)|execut(?:ed|ing)|behead(?:ed|ing)|assassinat(?:ed|ing)"
    r"|lynch(?:ed|ing))|(?:shot|shoot|shooting|gun)\s+dead|gun(?:ned|ning)\s+down"
    r"|(?:claim(?:s|ed|ing)?|t(?:ook|aking|akes?)|cost(?:s|ing)?)\s+(?:the\s+)?(?:lives|life)\s+of"
    r"|(?:deaths?|killings?|murders?|fatal\s+(?:shooting|stabbing|beating)|bod(?:y|ies)|corpses?|remains|massacre|execution|assassination)\s+of"
    r"|fatally\s+(?:shot|shooting|stabbed|stabbing|wounding|injuring)"
)
_WOUNDING = (
    r"(?:wound(?:s|ed|ing)|injur(?:es|ed|ing)|hurt(?:s|ing)?|maim(?:ed|ing))"
    r"|(?:treat(?:ed|ing)|hospitali[sz](?:ed|ing))|injuries\s+to"
)
_ABDUCTING = (
    r"(?:kidnap(?:s|ped|ping)?|abduct(?:s|ed|ing)?|snatch(?:es|ed|ing)?)|(?:took|taking|takes)\s+(?:away|hostage|captive)"
    r"|(?:kidnapping|abduction|capture)\s+of|(?:carried|carrying|marched|led)\s+(?:off|away)"
    r"|holding\s+hostage|(?:took|taking|holding)(?=\s+(?:[\w-]+\s+){1,6}hostages?)"
)
_STRIKING = (
    r"(?:(?:shooting|stabbing)\s+of|shot|shooting|shoots|stabbed|stabbing)(?!\s+(?:at|down))"
)
#: What stands before victims: "killed", "wounding", "the bodies of".
VERB = (
    rf"(?:(?P<killed>{_KILLING})|(?P<wounded>{_WOUNDING})|(?P<abducted>{_ABDUCTING})"
    rf"|(?P<struck>{_STRIKING}))"
)

AUXILIARY = (
    r"(?:(?:was|were|is|are|be|been|being|has|have|had|got|lay|also|all|both|later|reportedly|then"
    r"|either|each|confirmed|reported|said\s+to\s+(?:be|have)|feared|believed|presumed|known\s+to"
    r"|left|found|thought\s+to|apparently|allegedly|instantly|seriously|critically|slightly|badly|lightly"
    r"|severely|gravely|not|never|subsequently|eventually|themselves|himself|who|that|which|could|may"
    r"|might|would|will|initially|still|now|another|more)\s+)"
)
