"""Sentences that read like English and say nothing: the same for a seed, on every machine."""

import random
from collections.abc import Sequence


def _listed(text: str) -> list[str]:
    return text.split()


ADJECTIVES = _listed("""
abandoned afternoon ancient borrowed careful certain cheerful common crowded distant early
electrical enormous familiar foreign forgotten generous gravelled half-finished hesitant honest
imaginary improbable inconvenient independent invisible landlocked late lonely magnificent
mechanical municipal narrow northern old ordinary particular patient photographic professional
quiet reasonable reluctant remarkable serious southern stubborn temporary unfinished uneventful
unremarkable windswept wooden
""")

NOUNS = _listed("""
afternoon argument assistant automobile bridge camera carpenter cinema committee conversation
correspondence crossing desert distributor electrician engine exhibition expedition festival
ferry garage harbour horizon instrument interview journey kitchen laboratory landscape letter
lighthouse mechanic microphone morning mountain musician newspaper observatory opportunity
orchestra passenger photograph postcard projectionist promise railway recording rehearsal
restaurant road rumour screenplay signature station storm story telescope theatre translator
valley village waiting-room weather window workshop
""")

VERBS = _listed("""
admires answers avoids borrows carries changes considers crosses describes discovers examines
explains follows forgets imagines interrupts invents keeps leaves loses measures mentions
neglects outlives photographs postpones prefers promises reconsiders recognises records refuses
remembers repairs repeats replaces resembles surrounds understands watches
""")

PLACES = _listed("""
above after against among before behind below beneath beside between beyond despite during
inside near opposite outside past since through towards under without
""")

JOINTS = ["and", "but", "because", "although", "while", "so that", "until"]

GIVEN = _listed("""
Ada Agnes Anton Astrid Bela Bruno Carla Clara Dario Edith Elena Emil Felix Frida Greta Hanna Hugo
Ida Ines Jonas Judith Karin Lea Leo Lena Luis Magda Marta Mila Nora Olga Oskar Paula Pavel Rosa
Ruth Selma Stefan Tilda Tomas Ursula Vera Viktor Wanda
""")

FAMILY = _listed("""
Abbott Almeida Andersen Bauer Becker Bianchi Bergman Castillo Claesson Dahl Dubois Eriksen Farrell
Ferrari Fischer Gallagher Gruber Haugen Herrera Hoffmann Iversen Janssen Keller Kowalski Larsen
Lindqvist Marchetti Meyer Moreau Novak Olsen Pereira Petrov Quinn Rossi Santos Schneider Silva
Solberg Svensson Takacs Urban Vance Weber Winter Zeller
""")


KNOWN = _listed("""
Aaltonen Bjerke Csonka Drummond Engstrom Fonseca Guttormsen Hadley Ibsen Jokinen Kjellberg Lovelace
Mortensen Nygaard Oyelaran Pallister Quist Rasmussen Skarsgard Tveit Ulriksen Vasquez Wickstrom
Yamada
""")
"""Surnames of the people in the kit: nobody else may be mistaken for them."""


class Writer:
    """Makes up words from a seed; each call goes on where the last one ended."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)

    def one(self, of: Sequence[str]) -> str:
        return of[self.below(len(of))]

    def below(self, end: int) -> int:
        # random() alone is promised to be the same in every version of Python.
        return int(self._random.random() * end)

    def thing(self) -> str:
        return f"{self.one(ADJECTIVES)} {self.one(NOUNS)}"

    def clause(self) -> str:
        place = f" {self.one(PLACES)} the {self.thing()}" if self.below(3) else ""
        return f"the {self.thing()} {self.one(VERBS)} the {self.one(NOUNS)}{place}"

    def sentence(self) -> str:
        more = f", {self.one(JOINTS)} {self.clause()}" if self.below(2) else ""
        text = f"{self.clause()}{more}."
        return text[0].upper() + text[1:]

    def words(self, least: int, ends: str = " ") -> str:
        """Sentences of at least so many words in all."""
        made: list[str] = []
        while sum(len(sentence.split()) for sentence in made) < least:
            made.append(self.sentence())
        return ends.join(made)

    def heading(self) -> str:
        text = f"the {self.thing()}"
        return text[0].upper() + text[1:]

    def name(self) -> str:
        return f"{self.one(GIVEN)} {self.one(FAMILY)}"
