"""The settings that an operator gives, all from the environment: the one table of them.

`docs/settings.md` is written from this table (`table()`). `unsafe()` names what may not be so in production.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, ValidationError, model_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "SENTRA_"
SHORTEST_SECRET = 32
DEMO_SECRET = "demo-secret-not-for-production"  # noqa: S105


class Env(BaseSettings):
    """What the environment says, typed; every variable is `SENTRA_` plus the name, but `DATABASE_URL` and `PORT`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=ROOT / ".env", extra="ignore")

    mode: Literal["demo", "production"] = Field("demo", description="`production` refuses to start with unsafe values")
    debug: bool = Field(False, description="Show Django's debug pages; never in production")
    secret_key: str = Field(DEMO_SECRET, description="Signs sessions and forms; 50 random characters")
    data_key: str = Field(DEMO_SECRET, description="Encrypts NIK and other secrets at rest; keep it apart from backups")
    hosts: str = Field("localhost,127.0.0.1,[::1]", description="Host names that the site answers to, with commas")
    base_url: str = Field(
        "", description="The public address, printed in QR codes and mails; empty: where `sentra serve` listens"
    )
    database_url: str = Field("", validation_alias="DATABASE_URL", description="PostgreSQL; empty: the embedded one")
    data_dir: Path = Field(ROOT / "data", description="Uploads, documents, keys and the embedded database")
    static_dir: Path = Field(
        ROOT / "build" / "static", description="Styles and scripts as they are served; filled by `sentra serve`"
    )
    pack: Path = Field(ROOT / "packs" / "blitar", description="The folder of the regency's pack")
    mail_url: str = Field(
        "console://",
        description="`smtp://user:password@host:587?tls=1`, `smtps://…`, or `console://`",
    )
    mail_from: str = Field("Sentra <sentra@localhost>", description="The sender of all mail")
    signing_p12: Path | None = Field(None, description="PKCS#12 file that signs documents; empty: a demo authority")
    signing_p12_password: str = Field("", description="Its password")
    map_tiles: str = Field(
        "",
        description="Map tiles (`https://host/{z}/{x}/{y}.png`); empty: a plain map, and no outside host is asked",
    )
    map_credit: str = Field("", description="Whom the map tiles are from, as their licence asks; shown on the map")
    proxies: int = Field(
        0, ge=0, description="How many trusted proxies stand before the site (for TLS and the visitor's address)"
    )
    port: int = Field(8000, ge=1, le=65535, validation_alias="PORT", description="Where `sentra serve` listens")
    listen: str = Field("127.0.0.1", description="The address on which `sentra serve` listens")
    workers: int = Field(2, ge=1, le=16, description="Web server processes, each with four threads")

    @model_validator(mode="after")
    def _know_own_address(self) -> Self:
        self.base_url = (self.base_url or f"http://127.0.0.1:{self.port}").rstrip("/")
        return self


def variables() -> Iterator[tuple[str, FieldInfo]]:
    """Give each setting under the name of its variable."""
    for name, field in Env.model_fields.items():
        yield str(field.validation_alias or f"{PREFIX}{name.upper()}"), field


def faulty(error: ValidationError) -> list[str]:
    """Say of each value that can't be read which variable it is and what was expected."""
    names = {name.upper(): f"{PREFIX}{name.upper()}" for name in Env.model_fields}
    found = []
    for fault in error.errors(include_url=False, include_input=False):
        name = str(fault["loc"][0]).upper() if fault["loc"] else ""
        found.append(f"{names.get(name, name) or 'The settings'}: {fault['msg']}.")
    return found


def unsafe(env: Env) -> list[str]:
    """Name every setting that may not be so in production, with what to do about it."""
    if env.mode != "production":
        return []
    return [*_unsafe_inside(env), *_unsafe_around(env)]


def _unsafe_inside(env: Env) -> list[str]:
    found = []
    if env.debug:
        found.append("SENTRA_DEBUG is on: it shows the inside of the program to visitors. Turn it off.")
    for name, value in (("SENTRA_SECRET_KEY", env.secret_key), ("SENTRA_DATA_KEY", env.data_key)):
        if value == DEMO_SECRET or len(value) < SHORTEST_SECRET:
            found.append(f"{name} is the demo's or shorter than {SHORTEST_SECRET} characters. Give a random one.")
    if env.secret_key == env.data_key:
        found.append("SENTRA_SECRET_KEY and SENTRA_DATA_KEY are the same. Give each its own.")
    if env.signing_p12 is None:
        found.append("SENTRA_SIGNING_P12 names no file: permits would be signed by the demo's authority. Give one.")
    return found


def _unsafe_around(env: Env) -> list[str]:
    found = []
    if not env.hosts.strip(" ,") or any(host.strip() in {"*", "."} for host in env.hosts.split(",")):
        found.append("SENTRA_HOSTS names no host, or any. Name the hosts that the site answers to.")
    if not env.base_url.startswith("https://"):
        found.append("SENTRA_BASE_URL is not https. Permits carry it in their QR code.")
    if not env.proxies:
        found.append(
            "SENTRA_PROXIES is 0: Sentra speaks plain HTTP, so without a proxy that brings TLS each page would lead to "
            "itself for ever. Say how many proxies stand before it."
        )
    if not env.mail_url.startswith("smtp://"):
        found.append(
            "SENTRA_MAIL_URL is no mail server: nobody would get mail. Give smtp://user:password@host:587?tls=1."
        )
    return found


HEADING = """# Settings
All come from the environment, or from a file `.env` in the project's folder. This table is written from
`sentra/config/env.py` (`python -m sentra.config.env > docs/settings.md`), and a test keeps both the same.

With `SENTRA_MODE=production` Sentra refuses to start with an unsafe value and names each: debug pages, secrets that are
the demo's, short or alike, no hosts or any host, a public address that isn't https, no proxy, no mail server, no key.
"""


def table() -> str:
    """Give `docs/settings.md`: each variable with its default and what it is for."""
    rows = [f"| `{name}` | {_default(field)} | {field.description} |" for name, field in variables()]
    return "\n".join([HEADING, "| variable | default | what it is for |", "|---|---|---|", *rows, ""])


def _default(field: FieldInfo) -> str:
    value = field.default
    if isinstance(value, Path):
        value = value.relative_to(ROOT)
    if value is None or value == "":
        return "(empty)"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


if __name__ == "__main__":
    sys.stdout.write(table())
