"""Sentences of people who have read nothing but the README, as they would type them."""

from datetime import date

import pytest

from domain.language import Language
from handlers.grammar.table import cut, understand
from handlers.grammar.use_cases import ChangeRun
from language.sentences.asking_back import AskedBack
from tests.handlers.grammar.usages import typed

TODAY = date(2026, 4, 28)
ASKED_BACK = "asked back"

ENGLISH = {
    "help": "help.show",
    "start": "accounts.start",
    'light red "finance director leaving"': "lights.log",
    "light amber budget wobbles, decide by next Friday": "lights.log",
    "light green the new plant manager likes us": "lights.log",
    "red: their CFO is leaving": "lights.log",
    "amber new buyer since March": "lights.log",
    "green board approved the pilot": "lights.log",
    "light red competitor offered 20% less": "lights.log",
    "lights": "lights.board",
    "show me the red lights": "lights.board",
    "what's red?": "lights.board",
    "L1 amber": "lights.turn",
    "L1 is green now": "lights.turn",
    "turn L1 green": "lights.turn",
    "L1 green because the CFO stays": "lights.turn",
    "clear L1": "lights.clear",
    "delete L1": "lights.clear",
    'light L2 "budget wobbles since the audit"': "lights.reword",
    'goal "Products sold" from 2 to 5 by 2027-12-31': "goals.aim",
    "goal revenue from 1.2m to 2m EUR by end of 2027": "goals.aim",
    "goal win 3 new plants by December 2027": "goals.aim",
    "goal increase revenue by 20% by end of 2027": "goals.aim",
    "goal customer satisfaction from 60% to 85% by Q4 2027": "goals.aim",
    "goals": "goals.overview",
    "show G1": "goals.renumber",
    "how is G1 going?": "goals.renumber",
    "G1 is at 3": "progress.report",
    "progress G1 4": "progress.report",
    "G1 reached": "goals.reach",
    'vision "First choice for everything that moves" 3 years': "goals.vision",
    "our vision is to be their first choice in 3 years": "goals.vision",
    'we want to hear "we trust them completely" in 2 years': "goals.relationship",
    'they said "you are the only ones who call back"': "quotes.hear",
    'heard "you are the only ones who call back"': "quotes.hear",
    'strategy "Become their innovation partner"': "strategies.propose",
    "strategy become their innovation partner for G1": "strategies.propose",
    "strategies": "strategies.overview",
    "I commit to S1: I call the plant manager every month": "commitments.commit",
    'commit S1 "I call the plant manager every month"': "commitments.commit",
    'concern S1 "we have nobody for this"': "commitments.raise_concern",
    "milestones G1": "milestones.propose",
    "milestone G1 3 by end of October": "milestones.add",
    'action "call the finance director" @anna by next Friday for L1': "actions.add",
    "action call the finance director tomorrow": "actions.add",
    "@ben please send the offer by Friday": "asked back",
    "ben sends the offer by Friday": "asked back",
    "todo: send the offer by Friday": "actions.add",
    "remind me to call Ms Weber on Monday": "actions.add",
    "I will call Ms Weber on Monday": "asked back",
    "plan": "plan.show",
    "what's next?": "plan.show",
    "what do I have to do this week?": "plan.mine",
    "who does what?": "plan.show",
    "A1 done": "actions.finish",
    "done A1": "actions.finish",
    "I finished A1": "actions.finish",
    "A1 @ben": "actions.assign",
    "give A1 to Ben": "actions.assign",
    "A1 to next month": "actions.move",
    "move A1 to Friday": "actions.move",
    "drop A1": "actions.drop",
    "undo": "history.undo",
    "map": "roadmap.show",
    "road map": "roadmap.show",
    "export": "files.export",
    "history": "history.history",
    "team": "accounts.team",
    "who is responsible?": "accounts.team",
    "review": "reviews.open_review",
    "portfolio": "portfolio.show",
    "digest": "digests.preview",
    "settings": "settings.open_form",
    "mute": "settings.open_mine",
    "check": "sight.check",
    "thanks!": "help.welcome",
}
GERMAN = {
    'ampel rot "Finanzdirektor geht"': "lights.log",
    "ampel gelb Budget wackelt entscheiden bis nächsten Freitag": "lights.log",
    "rot: der Einkaufsleiter wechselt": "lights.log",
    "ampel grün Werkleiter mag uns": "lights.log",
    "Ampeln": "lights.board",
    "zeig mir die roten Ampeln": "lights.board",
    "L1 ist jetzt grün": "lights.turn",
    "L1 abhaken": "lights.clear",
    'ziel "Verkaufte Produkte" von 2 auf 5 bis 31.12.2027': "goals.aim",
    "ziel Umsatz von 1,2 Mio auf 2 Mio EUR bis Ende 2027": "goals.aim",
    "Ziel Marktanteil von 10 % auf 15 % bis Ende 2027": "goals.aim",
    "ziele": "goals.overview",
    'vision "Erste Wahl für alles, was sich bewegt" 3 Jahre': "goals.vision",
    'strategie "Innovationspartner werden"': "strategies.propose",
    'aktion "Finanzdirektorin anrufen" @anna bis nächsten Freitag': "actions.add",
    "aktion Angebot schicken bis Freitag": "actions.add",
    "erinnere mich am Montag an Frau Weber": "asked back",
    "was steht an?": "plan.mine",
    "was muss ich diese Woche tun?": "plan.mine",
    "Plan": "plan.show",
    "A1 erledigt": "actions.finish",
    "A1 ist erledigt": "actions.finish",
    "A1 auf nächsten Monat": "actions.move",
    "landkarte": "roadmap.show",
    "verlauf": "history.history",
    "rückgängig": "history.undo",
    "wer ist im Team?": "accounts.team",
    "danke dir": "help.welcome",
}


def meant(sentence: str, language: Language) -> str:
    """The noun and the deed that a sentence is understood as."""
    try:
        run = understand(cut(typed(sentence)), language, TODAY).run
    except AskedBack:
        return ASKED_BACK
    if isinstance(run, ChangeRun):
        return f"{run.use_case.__module__.split('.')[-1]}.{run.use_case.__name__}"
    is_overview = run.__name__ == "<lambda>"
    return "help.overview" if is_overview else f"{run.__module__.split('.')[-2]}.{run.__name__}"


def test_a_hundred_sentences_mean_what_their_authors_wanted() -> None:
    assert {each: meant(each, Language.ENGLISH) for each in ENGLISH} == ENGLISH
    assert {each: meant(each, Language.GERMAN) for each in GERMAN} == GERMAN


LATER_IN_ENGLISH = {
    "new contact Mia Schulz, head of production": "contacts.say_new",
    "C2 left the company": "contacts.leave",
    "C2 is leaving": "contacts.leave",
    "spoke to C2, price is fine": "contacts.meet",
    "I met C1 yesterday": "contacts.meet",
    "yesterday we talked with C1 about the pilot": "asked back",
    "<@UCHRIS> holds the link to C1": "contacts.say_more",
    "good to know: they have 12 plants": "knowledge.tell",
    "fact: they have 12 plants": "knowledge.tell",
    "forget K1": "knowledge.expire",
    "K1 is still true": "knowledge.confirm",
    "A2 moves to next Tuesday": "actions.move",
    "A2 move to Friday": "actions.move",
    "A3 is mine": "actions.take",
    "I'll take A3": "actions.take",
    "my promise for S1: I visit the plant twice a year": "commitments.commit",
    "S1 commit I visit the plant twice a year": "commitments.commit",
    "concern about S1: nobody can run the workshops": "commitments.raise_concern",
    "goal grow Product B sales by 20% on last year until end of 2027": "goals.aim",
    "G3 keeping margin at 30%": "guards.keep",
    "progress on G3 is 3 as of last Friday": "progress.report",
    "G3 deadline 2028-06-30": "goals.renumber",
    "agreed G3 with the client Ms Weber yesterday": "goals.client_agreed",
    "put the map page into the channel": "roadmap.make_page",
    "digest off": "settings.run",
    "mute lights": "settings.open_mine",
    "I am on vacation until 12 May, Chris stands in": "absences.go",
    "<@UCHRIS> is my substitute until 12 May": "absences.go",
    "away until 12 May": "absences.ask_who",
    "I'm back": "absences.back",
    "L1 and L2 are green": "asked back",
    "undo that": "history.undo",
    "which lights are red?": "lights.board",
    "light amber our buyer is on vacation until 12 May": "lights.log",
    "light red we spoke with C2 about the price": "asked back",
}
LATER_IN_GERMAN = {
    "neuer Kontakt Mia Schulz, Produktionsleiterin": "contacts.say_new",
    "neue Ampel rot Einkauf blockiert": "lights.log",
    "C2 hat die Firma verlassen": "contacts.leave",
    "getroffen C1 „sie will einen Piloten“": "contacts.meet",
    "gestern C1 getroffen, sie will einen Piloten": "contacts.meet",
    "heute mit C2 über den Preis gesprochen": "asked back",
    "<@UCHRIS> hält den Kontakt zu C1": "contacts.say_more",
    "gut zu wissen: sie haben 12 Werke": "knowledge.tell",
    "K1 vergessen": "knowledge.expire",
    "K1 stimmt noch": "knowledge.confirm",
    "A2 auf nächsten Dienstag verschieben": "actions.move",
    "A3 übernimmt Chris": "actions.assign",
    "A3 gehört mir": "actions.take",
    "ich übernehme A3": "actions.take",
    "meine Zusage zu S1: ich besuche das Werk": "commitments.commit",
    "bedenken zu S1: niemand kann die Workshops halten": "commitments.raise_concern",
    "Ziel Umsatz Produkt B um 20 % gegenüber Vorjahr bis Ende 2027": "goals.aim",
    "G3 halte Marge bei 30 %": "guards.keep",
    "G4 steht bei 12 %": "progress.report",
    "G3 Frist 30.6.2028": "goals.renumber",
    "Landkarte als Seite": "roadmap.make_page",
    "landkarte teilen": "roadmap.share",
    "Digest aus": "settings.run",
    "schick mir den Digest freitags um 8": "settings.run",
    "Ampeln stumm": "settings.open_mine",
    "ich bin bis 12. Mai im Urlaub, Chris vertritt mich": "absences.go",
    "<@UCHRIS> vertritt mich bis 12. Mai": "absences.go",
    "abwesend bis 12. Mai": "absences.ask_who",
    "bin wieder da": "absences.back",
    "L1, L2 sind grün": "asked back",
    "mach das rückgängig": "history.undo",
    "Welche Ampeln sind rot?": "lights.board",
    "ampel gelb der Einkäufer ist bis 12. Mai im Urlaub": "lights.log",
}


def test_sixty_more_mean_what_account_managers_wanted() -> None:
    assert {each: meant(each, Language.ENGLISH) for each in LATER_IN_ENGLISH} == LATER_IN_ENGLISH
    assert {each: meant(each, Language.GERMAN) for each in LATER_IN_GERMAN} == LATER_IN_GERMAN


def test_two_references_are_asked_back_as_a_sentence_each() -> None:
    with pytest.raises(AskedBack) as asked:
        understand(cut("L1, L2 and L4 are green"), Language.ENGLISH, TODAY)

    assert asked.value.ways == ("L1 are green", "L2 are green", "L4 are green")
