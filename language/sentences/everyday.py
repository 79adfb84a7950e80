"""How people speak every day, in both languages, by the command that they mean."""

PHRASES = {
    "mine": (
        *("what is due", "what's due", "whats due", "due", "what do i have to do", "my day"),
        *("was ist fällig", "fällig", "was steht an", "was muss ich tun", "was habe ich zu tun"),
        *("overdue", "what is overdue", "what's overdue", "überfällig", "was ist überfällig"),
        *("my tasks", "my actions", "my todos", "my to-dos", "my to do", "tasks", "todos"),
        *("to-dos", "meine aufgaben", "meine aktionen", "meine todos", "aufgaben"),
        *("what do i have to do this week", "what is due this week", "what's due this week"),
        *(
            "was muss ich diese woche tun",
            "was ist diese woche fällig",
            "was ist zu erledigen",
        ),
    ),
    "account": (
        *("summary", "status", "glance", "overview", "how are we doing", "how do we stand"),
        *("zusammenfassung", "überblick", "stand", "wie stehen wir", "wie steht es"),
    ),
    "settings me": (
        *("mute", "unmute", "stumm", "stummschalten", "my settings"),
        *("meine einstellungen", "notifications", "benachrichtigungen", "mute lights"),
        *("mute digest", "ampeln stumm", "mute everything", "alles stumm"),
    ),
    "back": (
        *("i'm back", "i am back", "im back", "back again", "i'm here again", "bin wieder da"),
        *("ich bin wieder da", "wieder da", "ich bin zurück"),
    ),
    "undo": (
        *("undo that", "undo it", "undo this", "take it back", "take that back"),
        *("mach das rückgängig", "mach es rückgängig", "nimm das zurück", "zurücknehmen"),
    ),
    "settings digest off": ("digest off", "no digest", "digest aus", "kein digest"),
    "map page": (
        *("map as a page", "put the map into the channel", "put the map page into the channel"),
        *("karte als seite", "landkarte als seite", "landkarte im channel"),
    ),
    "away": ("vacation", "holiday", "holidays", "out of office", "ooo", "urlaub", "ferien"),
    "team": (
        *("who is on the team", "who's on the team", "wer ist im team", "who is responsible"),
        *("wer ist verantwortlich", "who owns the account"),
    ),
    "plan": (
        *("our plan", "next steps", "nächste schritte", "what's next", "what is next"),
        *("who does what", "wer macht was", "wie geht es weiter", "unser plan"),
    ),
    "map": ("road map", "landkarte", "fahrplan", "roadmap"),
    "lights red": (
        "what's red",
        "what is red",
        "was ist rot",
        "which lights are red",
        "welche ampeln sind rot",
        "what is against us",
    ),
    "lights amber": (
        "what's amber",
        "what is amber",
        "was ist gelb",
        "which lights are amber",
        "welche ampeln sind gelb",
        "what could tip",
    ),
    "lights green": (
        "what's green",
        "what is green",
        "was ist grün",
        "which lights are green",
        "welche ampeln sind grün",
        "what is for us",
    ),
}
"""Whole sentences of everyday language, by the command that they mean."""

MEANT = {phrase: command for command, phrases in PHRASES.items() for phrase in phrases}

BEGINNINGS = {
    "heard": (
        *("they said", "he said", "she said", "customer said", "the customer said", "client said"),
        *("the client said", "we heard", "sie sagten", "kunde sagt", "der kunde sagt"),
        *("kunde sagte", "der kunde sagte", "wir haben gehört"),
    ),
    "relationship": ("we want to hear", "wir wollen hören", "wir möchten hören"),
    "vision": ("our vision is", "unsere vision ist", "unsere vision:", "our vision:"),
    "action": ("remind me to", "please remind me to"),
    "know": ("good to know", "gut zu wissen", "note that", "you should know"),
    "commit": (
        *("my promise for", "my promise to", "my commitment to", "meine zusage zu"),
        *("ich verpflichte mich zu", "ich sage zu"),
    ),
    "settings digest": ("send me the digest", "send the digest", "schick mir den digest"),
}
"""How sentences of everyday language begin, by the command that they mean."""

BEGUN = {phrase: command for command, phrases in BEGINNINGS.items() for phrase in phrases}

THANKS = frozenset(
    (
        *("thanks", "thank you", "thx", "ty", "cheers", "danke", "dankeschön", "vielen dank"),
        *("danke dir", "danke schön", "merci", "many thanks", "thanks a lot", "thank you so much"),
    )
)
"""How people say thanks, and nothing else."""
