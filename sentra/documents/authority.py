"""The keys that sign: a PKCS#12 by setting, or else a demo authority made at first use and marked as such."""

import os
import tempfile
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings
from pyhanko.sign import signers

from sentra.kernel import clock

DEMO = "DEMO - tanpa kekuatan hukum / no legal force"
DEMO_PASSWORD = b"demo"
VALID = timedelta(days=3650)


def is_demo() -> bool:
    """Tell whether documents are signed by the demo authority."""
    return settings.SENTRA_SIGNING_P12 is None


@lru_cache(maxsize=1)
def signer() -> signers.SimpleSigner:
    """Load the key. Raises `RuntimeError` where the file or its password is wrong."""
    path = settings.SENTRA_SIGNING_P12 or _demo_file()
    password = settings.SENTRA_SIGNING_P12_PASSWORD.encode() if settings.SENTRA_SIGNING_P12 else DEMO_PASSWORD
    loaded: signers.SimpleSigner | None = signers.SimpleSigner.load_pkcs12(  # type: ignore[no-untyped-call]
        str(path), passphrase=password
    )
    if loaded is None:
        raise RuntimeError(f"{path} is no PKCS#12 file that opens with the password of SENTRA_SIGNING_P12_PASSWORD")
    return loaded


def trusted_roots() -> list[asn1_x509.Certificate]:
    """Give the certificates that our own signatures lead to."""
    chain = [certificate for certificate in signer().cert_registry if certificate.ca]
    own = signer().signing_cert
    return chain or ([own] if own is not None else [])


def _demo_file() -> Path:
    """Give the demo authority's file, made once: of two processes that make it at once, one wins and both use it."""
    path = Path(settings.SENTRA_DATA_DIR) / "keys" / "demo.p12"
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "wb") as output:
        output.write(_make_demo())
    try:
        os.link(temporary, path)
    except FileExistsError:
        return path
    finally:
        Path(temporary).unlink()
    return path


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Sentra DEMO"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, by: ec.EllipticCurvePrivateKey, *, ca: bool
) -> x509.Certificate:
    begin = clock.now() - timedelta(days=800)
    usage = x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=not ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + VALID)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(by, hashes.SHA256())
    )


def _make_demo() -> bytes:
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name, name = _name(f"{DEMO} (CA)"), _name(DEMO)
    root = _certificate(root_name, root_name, root_key, root_key, ca=True)
    leaf = _certificate(name, root_name, key, root_key, ca=False)
    return pkcs12.serialize_key_and_certificates(
        b"sentra-demo", key, leaf, [root], serialization.BestAvailableEncryption(DEMO_PASSWORD)
    )
