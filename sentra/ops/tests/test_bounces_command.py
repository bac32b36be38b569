"""`sentra bounces`: takes in a mailbox file or what is piped in, and tells what came of it."""

from io import BytesIO
from pathlib import Path

import pytest

from sentra.ops.cli import _parser
from sentra.ops.commands import COMMANDS
from sentra.promotion.models import Delivery, DeliveryState
from sentra.promotion.services import deliver
from sentra.promotion.tests.making_campaign import makers
from sentra.promotion.tests.making_newsletter import sending, subscribed
from sentra.promotion.tests.test_bounces import EXCHANGE, POSTFIX, notice

pytestmark = pytest.mark.django_db


def test_the_command_reads_a_file_and_what_is_piped_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (maker,) = makers(1)
    subscribed("budi@contoh.id")
    deliver.issue_deliver_some(sending(maker).pk)
    delivery = Delivery.objects.get()
    assert delivery.state == DeliveryState.SENT
    path = tmp_path / "kembali.mbox"
    path.write_bytes(b"From x\n" + notice(POSTFIX, delivery.pk))
    assert COMMANDS["bounces"](_parser().parse_args(["bounces", str(path)])) == 0
    assert "counted:         1" in capsys.readouterr().out
    piped = type("Piped", (), {"buffer": BytesIO(notice(EXCHANGE, delivery.pk))})
    monkeypatch.setattr("sys.stdin", piped)
    assert COMMANDS["bounces"](_parser().parse_args(["bounces", "-"])) == 0
    assert "counted before:  1" in capsys.readouterr().out
    assert COMMANDS["bounces"](_parser().parse_args(["bounces", "/nowhere/at/all"])) == 2
