"""What `make bench` needs in its database: people who are signed in, drafts that are ready, permits to print."""

import time
from uuid import UUID, uuid4

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connections

from sentra.documents.jobs import make_pdf
from sentra.documents.models import Document
from sentra.licensing.models import Application, ApplicationPaper, Status
from sentra.people.models import Duty, Role, User

BACKEND = "sentra.people.sign_in.EmailOrPhone"
VERIFIER, OWNER = "verifikator@sentra.example", "siti@sentra.example"


def officer_of_the_register() -> User:
    """Give an officer who keeps the register of all districts, made at first use."""
    user, made = User.objects.get_or_create(email="bench@sentra.example", defaults={"name": "Bench"})
    if made:
        Duty.objects.create(user=user, role=Role.DISPERINDAG)
    return user


def register_session() -> str:
    """Sign that officer in; gives the key of the session."""
    return session_of(officer_of_the_register())


def session_of(user: User) -> str:
    """Sign a user in without a form; gives the key of the session."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


class Scenes:
    """The demo's data, with what the measuring adds."""

    def __init__(self) -> None:
        self.verifier = session_of(User.objects.get(email=VERIFIER))
        self.siti = User.objects.get(email=OWNER)
        self.owner = session_of(self.siti)

    def drafts(self, number: int) -> list[UUID]:
        """Make drafts that are ready to be sent in, each a copy of an application of the demo in its first state."""
        pattern = Application.objects.filter(service="tdi", status=Status.VERIFICATION).order_by("created_at")[0]
        papers = list(pattern.papers.order_by().values_list("code", "file_id"))
        drafts = [self._draft(pattern, place) for place in range(number)]
        Application.objects.bulk_create(drafts)
        ApplicationPaper.objects.bulk_create(
            ApplicationPaper(application=draft, code=code, file_id=file, added_by=self.siti)
            for draft in drafts
            for code, file in papers
        )
        return [draft.pk for draft in drafts]

    def _draft(self, pattern: Application, place: int) -> Application:
        kept = ("revision_id", "service", "sealed", "nik_index", "holder_name", "district", "village", "commodity")
        name = f"{pattern.business_name} {place + 1}"
        return Application(
            pk=uuid4(),
            applicant=self.siti,
            entered_by=self.siti,
            business_name=name,
            answers={**pattern.answers, "business_name": name},
            **{field: getattr(pattern, field) for field in kept},
        )

    def permit_milliseconds(self, number: int) -> float:
        """Tell how long it takes to render and sign a permit, the mean of some after the first."""
        documents = list(Document.objects.filter(kind="permit").order_by("created_at")[: number + 1])
        make_pdf(documents[0])
        begin = time.perf_counter()
        for document in documents[1:]:
            make_pdf(document)
        return (time.perf_counter() - begin) * 1000 / len(documents[1:])

    def close(self) -> None:
        """Give back the connection to the database."""
        connections.close_all()
