"""The settings that an operator gives, all from the environment: the one table of them.

`docs/settings.md` is written from this table. `unsafe()` names what may not be so in production.
"""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[2]
DEMO_SECRET = "demo-secret-not-for-production"  # noqa: S105


class Env(BaseSettings):
    """What the environment says, typed; every variable is `SENTRA_` plus the name, but `DATABASE_URL` and `PORT`."""

    model_config = SettingsConfigDict(env_prefix="SENTRA_", env_file=".env", extra="ignore")

    mode: Literal["demo", "production"] = Field("demo", description="`production` refuses to start with unsafe values")
    debug: bool = Field(False, description="Show Django's debug pages; never in production")
    secret_key: str = Field(DEMO_SECRET, description="Signs sessions and forms; 50 random characters")
    data_key: str = Field(DEMO_SECRET, description="Encrypts NIK and other secrets at rest; keep it apart from backups")
    hosts: str = Field("localhost,127.0.0.1,[::1]", description="Host names that the site answers to, with commas")
    base_url: str = Field("http://127.0.0.1:8000", description="The public address; printed in QR codes and mails")
    database_url: str = Field("", validation_alias="DATABASE_URL", description="PostgreSQL; empty: the embedded one")
    data_dir: Path = Field(ROOT / "data", description="Uploads, documents, keys and the embedded database")
    pack: Path = Field(ROOT / "packs" / "blitar", description="The folder of the regency's pack")
    mail_url: str = Field("console://", description="`smtp://user:password@host:587?tls=1`, or `console://`")
    mail_from: str = Field("Sentra <sentra@localhost>", description="The sender of all mail")
    signing_p12: Path | None = Field(None, description="PKCS#12 file that signs documents; empty: a demo authority")
    signing_p12_password: str = Field("", description="Its password")
    proxies: int = Field(0, description="How many trusted proxies stand before the site (for the visitor's address)")
    port: int = Field(8000, validation_alias="PORT", description="Where `sentra serve` listens, on loopback")
    listen: str = Field("127.0.0.1", description="The address on which `sentra serve` listens")
    workers: int = Field(2, description="Web worker processes")


def unsafe(env: Env) -> list[str]:
    """Name every setting that may not be so in production, with what to do about it."""
    if env.mode != "production":
        return []
    found = []
    if env.debug:
        found.append("SENTRA_DEBUG is on: it shows the inside of the program to visitors. Turn it off.")
    for name, value in (("SENTRA_SECRET_KEY", env.secret_key), ("SENTRA_DATA_KEY", env.data_key)):
        if value == DEMO_SECRET or len(value) < 32:
            found.append(f"{name} is the demo's or shorter than 32 characters. Give a random one.")
    if env.secret_key == env.data_key:
        found.append("SENTRA_SECRET_KEY and SENTRA_DATA_KEY are the same. Give each its own.")
    if not env.hosts.strip() or "*" in env.hosts:
        found.append("SENTRA_HOSTS names no host, or any. Name the hosts that the site answers to.")
    if not env.base_url.startswith("https://"):
        found.append("SENTRA_BASE_URL is not https. Permits carry it in their QR code.")
    return found
