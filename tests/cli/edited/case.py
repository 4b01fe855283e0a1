"""What somebody did to a form, and what must come out of it."""
from dataclasses import dataclass, field

SEVERITIES = ("info", "warning", "error", "fatal")


@dataclass
class Case:
    name: str
    pages: list
    file: str = ""                              # the file's name; "" for the usual one
    says: list = field(default_factory=list)    # (rule, A1 or "") that must be said
    worst: str = "info"                         # nothing more severe may be said
    untold: set = field(default_factory=set)    # keys of which no value may come out
    either: set = field(default_factory=set)    # keys of which the right value may come out, or none
    bytes: object = None                        # in place of the pages

    def truth(self):
        known = {}
        for page in self.pages:
            known.update(page.truth)
        return {key: value for key, value in known.items() if key not in self.untold}


def edit(*kinds, **expected):
    """Marks a function that edits one official page in place, and states what must come out. kinds: forms it can be done to."""
    def mark(function):
        function.expected, function.kinds = expected, kinds or ("zj-monthly", "zj-quarterly")
        EDITS.append(function)
        return function
    return mark


def books(function):
    """Marks a function that makes a whole Case of a maker of pages."""
    BOOKS.append(function)
    return function


EDITS = []
BOOKS = []
