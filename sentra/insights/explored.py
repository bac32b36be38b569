"""Who asks what: the one way from a question to its table, by page and files alike."""

from sentra.insights.answering import answer
from sentra.insights.live import answer_live
from sentra.insights.question import Question
from sentra.insights.reading import Eyes
from sentra.insights.tables import Table
from sentra.people.models import User


def answered(question: Question, actor: User) -> Table:
    """Answer an officer's question, from the months or from the register as it stands."""
    return answer_live(question, actor) if question.live else answer(question, Eyes.of(actor))
