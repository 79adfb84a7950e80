"""A hundred sentences of people who have read nothing but the README, as they would type them."""

from datetime import date

from domain.language import Language
from handlers.grammar.table import cut, understand
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
    "L1 amber": "lights.turn_light",
    "L1 is green now": "lights.turn_light",
    "turn L1 green": "lights.turn_light",
    "L1 green because the CFO stays": "lights.turn_light",
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
    "G1 is at 3": "milestones.report",
    "progress G1 4": "milestones.report",
    "G1 reached": "goals.reach",
    'vision "First choice for everything that moves" 3 years': "goals.vision",
    "our vision is to be their first choice in 3 years": "goals.vision",
    'we want to hear "we trust them completely" in 2 years': "goals.relationship",
    'they said "you are the only ones who call back"': "quotes.hear",
    'heard "you are the only ones who call back"': "quotes.hear",
    'strategy "Become their innovation partner"': "strategies.propose",
    "strategy become their innovation partner for G1": "strategies.propose",
    "strategies": "strategies.overview",
    "I commit to S1: I call the plant manager every month": "strategies.commit",
    'commit S1 "I call the plant manager every month"': "strategies.commit",
    'concern S1 "we have nobody for this"': "strategies.raise_concern",
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
    "L1 ist jetzt grün": "lights.turn_light",
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
    is_overview = run.__name__ == "<lambda>"
    return "help.overview" if is_overview else f"{run.__module__.split('.')[-2]}.{run.__name__}"


def test_a_hundred_sentences_mean_what_their_authors_wanted() -> None:
    assert {each: meant(each, Language.ENGLISH) for each in ENGLISH} == ENGLISH
    assert {each: meant(each, Language.GERMAN) for each in GERMAN} == GERMAN
