"""Victims that only syntax shows: a name or a single person as subject or object of the harm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from models.suggest.counts_lexicon import PERSON, PERSONS
from models.suggest.counts_patterns import Harm, Hit
from models.suggest.counts_quantity import Quantity
from models.suggest.wordlist import words
from models.values import Count, Wording

_KILLED = frozenset(
    words(
        """killed kill kills killing slain murdered murder murdering murders executed assassinated
        beheaded massacred lynched slaughtered hanged"""
    )
)
_DIED = frozenset(words("died dies die dying perished perish succumbed"))
_WOUNDED = frozenset(
    words("wounded wound wounds wounding injured injure injures injuring hurt hospitalized")
)
_ABDUCTED = frozenset(words("kidnapped kidnap kidnaps kidnapping abducted abduct abducts snatched"))
_STRUCK = frozenset(words("shot shoot shoots shooting stabbed stabs stab stabbing"))
_HIT = frozenset(words("hit hits hitting struck strikes striking grazed grazing grazes"))
#: What hits people when they are shot.
_FIRE = frozenset(
    words(
        "bullet bullets gun gunfire shot shots fire fired firing round rounds gunman gunmen shooter"
    )
)
_HARMS = {
    **dict.fromkeys(_KILLED | _DIED, Harm.KILLED),
    **dict.fromkeys(_WOUNDED, Harm.WOUNDED),
    **dict.fromkeys(_ABDUCTED, Harm.ABDUCTED),
    **dict.fromkeys(_HIT, Harm.STRUCK),
}
#: What follows a verb that has an object: "the man accidentally shot his daughter".
_OBJECT_STARTS = frozenset({"DET", "PRON", "PROPN", "NUM"})
_FINDING = frozenset(words("find discover leave locate shoot"))
_DEADLY = frozenset(words("dead fatally death killed killing died"))
_UNREAL = frozenset(words("could may might would will can to not n't never"))
_PRONOUNS = frozenset(words("he she him her himself herself"))
_NO_VICTIM = frozenset(words("it that which this what they them we us you i himself herself"))


#: The most words before a victim's noun that are taken for its phrase.
_LONGEST = 8


def find_victims(doc: Any, known: Sequence[tuple[int, int, Harm]]) -> Iterator[Hit]:
    """Victims in a parse, but for those in stretches that the patterns have read already.

    Someone read as shot may still be found to have died.
    """
    everything = [(start, end) for start, end, _ in known]
    for token in doc:
        harm = _harm(token)
        if harm is None or _is_inside(token, everything):
            continue
        own = [(start, end) for start, end, kind in known if kind in (harm, Harm.KILLED)]
        for victim in _victims(token):
            count = _count(victim) or _one_who_died(victim, token)
            if count is None or _is_inside(victim, own if harm is Harm.KILLED else everything):
                continue
            start, end = _phrase(victim)
            quantity = Quantity(start, end, end, count, has_noun=True)
            low, high = min(start, token.idx), max(end, token.idx + len(token.text))
            yield Hit(harm, low, high, quantity, is_hypothetical=_is_unreal(token))


def _harm(token: Any) -> Harm | None:
    """What the token says was done, if it is a verb or a predicate of harm."""
    word = token.lower_
    if word in {"dead", "deceased"}:
        return Harm.KILLED if token.dep_ in {"acomp", "oprd"} else None
    if token.pos_ not in {"VERB", "AUX", "ADJ"}:
        return None
    if word in _STRUCK:
        near = token.doc[max(0, token.i - 1) : min(len(token.doc), token.i + 4)]
        return Harm.KILLED if any(one.lower_ in _DEADLY for one in near) else Harm.STRUCK
    if word in _HIT and not any(one.lower_ in _FIRE for one in token.sent):
        return None
    return _HARMS.get(word)


def _victims(token: Any) -> Iterator[Any]:
    """Those whom it was done to, with everyone joined to them by "and"."""
    for victim in _direct_victims(token):
        yield victim
        yield from victim.conjuncts


def _direct_victims(token: Any) -> list[Any]:
    subjects = [one for one in token.children if one.dep_ in {"nsubj", "nsubjpass"}]
    if token.lower_ in _DIED or token.lower_ in {"dead", "deceased"}:
        return _who_died(token)
    passive = [one for one in subjects if one.dep_ == "nsubjpass"]
    objects = [o for o in token.children if o.dep_ in {"dobj", "obj"} and o.i > token.i]
    if passive:
        return _antecedents(passive, token)
    found = token.head.i != token.i and token.head.lemma_ in _FINDING
    if token.lower_ in _STRUCK and found and subjects:
        return subjects  # "found a man shot in the head"
    return objects or _of_participle(token, has_subject=bool(subjects))


def _of_participle(token: Any, *, has_subject: bool) -> list[Any]:
    """Those whom a participle speaks of: "a man wounded", "was shot and killed"."""
    if token.dep_ == "acl" and token.tag_ == "VBN":
        after = token.nbor() if token.i + 1 < len(token.doc) else token
        return [] if after.pos_ in _OBJECT_STARTS else [token.head]
    if token.dep_ == "conj" and token.tag_ == "VBN" and not has_subject:
        return [one for one in token.head.children if one.dep_ == "nsubjpass"]
    return []


def _who_died(token: Any) -> list[Any]:
    """The subject of "died", "was dead"; the object of "found ... dead"."""
    holder = token.head if token.lower_ in {"dead", "deceased"} else token
    if holder.lemma_ in _FINDING and holder.i != token.i:
        own = [one for one in token.children if one.dep_ in {"nsubj", "nsubjpass"}]
        things = [one for one in holder.children if one.dep_ in {"dobj", "obj", "nsubjpass"}]
        return own or things
    found = [one for one in holder.children if one.dep_ in {"nsubj", "nsubjpass"}]
    return _antecedents(found, holder)


def _antecedents(subjects: list[Any], verb: Any) -> list[Any]:
    """The subjects, with "who" replaced by the noun that it stands for."""
    relative = {"who", "that", "whom"}
    return [
        verb.head if one.lower_ in relative and verb.dep_ == "relcl" else one for one in subjects
    ]


def _count(victim: Any) -> Count | None:
    """One for a name or a single person; unspecified for a bare plural; None for what is no one."""
    word = victim.lower_
    if word in _PRONOUNS and word not in _NO_VICTIM:
        return Count(1, 1, 1)
    if word in _NO_VICTIM or any(_is_no_one(one) for one in victim.children):
        return None
    if victim.ent_type_ == "PERSON" or (word in PERSON and victim.tag_ != "NNS"):
        return Count(1, 1, 1)
    if word in PERSONS and victim.tag_ in {"NNS", "NNPS"}:
        return Count(None, None, None, Wording.UNSPECIFIED)
    return None


def _one_who_died(victim: Any, token: Any) -> Count | None:
    """A name that is no known person's, as a thing does not die: "Kendall died"."""
    dies = token.lower_ in _DIED or token.head.lemma_ in {"pronounce", "declare"}
    named = victim.tag_ == "NNP" and victim.ent_type_ not in _NO_PEOPLE
    return Count(1, 1, 1) if dies and named and victim.text.istitle() else None


#: What the tagger may take a capitalised word for that nobody is called.
_NO_PEOPLE = frozenset({"DATE", "TIME", "EVENT", "LAW", "NORP", "WORK_OF_ART"})


def _is_no_one(token: Any) -> bool:
    """Whether a word before a noun makes it a number of people, or none in particular."""
    return token.dep_ == "nummod" or token.lower_ in {"each", "every", "any", "no"}


def _phrase(victim: Any) -> tuple[int, int]:
    """The name or the noun with what stands before it."""
    before = [one.left_edge for one in victim.lefts if one.dep_ != "punct"]
    start = min(one.idx for one in (victim, *before) if victim.i - one.i <= _LONGEST)
    return start, victim.idx + len(victim.text)


def _is_unreal(token: Any) -> bool:
    """Whether the verb is denied, only possible, or what someone wanted or tried."""
    verbs = [token, token.head] if token.dep_ in {"acomp", "oprd"} else [token]
    said = (one for verb in verbs for one in verb.children if one.dep_ in {"aux", "neg"})
    return any(one.lower_ in _UNREAL for one in said)


def _is_inside(token: Any, known: Sequence[tuple[int, int]]) -> bool:
    return any(start <= token.idx < end for start, end in known)
