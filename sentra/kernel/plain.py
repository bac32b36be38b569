"""Plain values: what is written as JSON, in the forms that Django's own encoder gives (a `Decimal` is a text)."""

from typing import Any

import orjson
from django.core.serializers.json import DjangoJSONEncoder

_OPTIONS = orjson.OPT_NON_STR_KEYS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS
_other = DjangoJSONEncoder().default


def written(value: Any) -> str:
    """Write a value as JSON. Raises `TypeError` for what has no form there."""
    return orjson.dumps(value, default=_other, option=_OPTIONS).decode()


def plain(value: Any) -> Any:
    """Give a value as it comes back from JSON. Raises `TypeError` for what has no form there."""
    return orjson.loads(orjson.dumps(value, default=_other, option=_OPTIONS))
