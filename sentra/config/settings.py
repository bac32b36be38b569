"""Django's settings, made from `env.py`; nothing here is for an operator to change."""

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlparse

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from sentra.config.env import ROOT, Env, faulty, unsafe
from sentra.ops import embedded, logs

try:
    ENV = Env()
    _faults = unsafe(ENV)
except ValidationError as error:
    _faults = faulty(error)
if _faults:
    raise ImproperlyConfigured("Sentra doesn't start, because of these settings:\n- " + "\n- ".join(_faults))

PRODUCTION = ENV.mode == "production"
BASE_DIR = ROOT
DEBUG = ENV.debug
SECRET_KEY = ENV.secret_key
SENTRA_DATA_KEY = ENV.data_key
SENTRA_PACK: Path = ENV.pack
SENTRA_DATA_DIR: Path = ENV.data_dir
SENTRA_BASE_URL = ENV.base_url
SENTRA_DEMO = not PRODUCTION
SENTRA_SIGNING_P12: Path | None = ENV.signing_p12
SENTRA_SIGNING_P12_PASSWORD = ENV.signing_p12_password
SENTRA_PROXIES = ENV.proxies
SENTRA_MAP_TILES = ENV.map_tiles
SENTRA_MAP_CREDIT = ENV.map_credit
ALLOWED_HOSTS = [host.strip() for host in ENV.hosts.split(",") if host.strip()]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "sentra.people",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_cotton",
    "sentra.reference",
    "sentra.audit",
    "sentra.outbox",
    "sentra.files",
    "sentra.documents",
    "sentra.registry",
    "sentra.licensing",
    "sentra.surveys",
    "sentra.cases",
    "sentra.programmes",
    "sentra.promotion",
    "sentra.transfer",
    "sentra.insights",
    "sentra.web",
    "sentra.ops",
]

MIDDLEWARE = [
    "sentra.ops.logs.Requests",
    "django.middleware.security.SecurityMiddleware",
    "sentra.web.middleware.Headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sentra.web.middleware.Language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sentra.people.middleware.SecondFactor",
    "sentra.web.middleware.Errors",
]

ROOT_URLCONF = "sentra.config.urls"
WSGI_APPLICATION = "sentra.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sentra.web.context.site",
            ],
            "builtins": ["sentra.web.templatetags.sentra"],
        },
    }
]


def _database(url: str) -> dict[str, object]:
    parts = urlparse(url)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5, **query},
    }


POSTGRES_DIR: Path = ENV.data_dir / "postgres"
DATABASE_URL = ENV.database_url or embedded.address(POSTGRES_DIR)
DATABASES = {"default": _database(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["sentra.people.sign_in.EmailOrPhone"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "/akun/masuk/"
LOGIN_REDIRECT_URL = "/masuk-ke-ruang-saya/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "sentra.people.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["email", "phone", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PHONE_VERIFICATION_ENABLED = False
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "signup": "30/m/ip",
}
ACCOUNT_FORMS = {
    "login": "sentra.people.forms.SignInForm",
    "reset_password": "sentra.people.forms.ForgottenForm",
    "reset_password_from_key": "sentra.people.forms.NewPasswordForm",
    "change_password": "sentra.people.forms.ChangePasswordForm",
    "set_password": "sentra.people.forms.SetPasswordForm",
    "reauthenticate": "sentra.people.forms.SureForm",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 - a class
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.proxies
MFA_ADAPTER = "sentra.people.sign_in.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "sentra.people.forms.CodeForm",
    "reauthenticate": "sentra.people.forms.SureCodeForm",
    "activate_totp": "sentra.people.forms.SetUpForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Sentra"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "bahasa"
LOCALE_PATHS = [ROOT / "sentra" / "locale"]
FORMAT_MODULE_PATH = "sentra.locale"
TIME_ZONE = "Asia/Jakarta"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT: Path = ENV.static_dir
COLLECTED = (STATIC_ROOT / "staticfiles.json").exists()
COLLECTED_STORAGE = "whitenoise.storage.CompressedManifestStaticFilesStorage"
PLAIN_STORAGE = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": COLLECTED_STORAGE if COLLECTED else PLAIN_STORAGE},
}
WHITENOISE_USE_FINDERS = not COLLECTED
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False

FILES_ROOT: Path = ENV.data_dir / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "web_cache"},
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": 600,
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
    # Pictures are a hundred times as large as what else is kept: they have a place of their own, and push out no page.
    "pictures": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pictures",
        "TIMEOUT": 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 100},
    },
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_TRUSTED_ORIGINS = [SENTRA_BASE_URL]
CSRF_FAILURE_VIEW = "sentra.web.views.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if PRODUCTION else 0
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = ["^sehat/$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.proxies else None
X_FRAME_OPTIONS = "DENY"

_MAIL = urlparse(ENV.mail_url)
EMAIL_BACKEND = f"django.core.mail.backends.{_MAIL.scheme.removesuffix('s')}.EmailBackend"
EMAIL_HOST = _MAIL.hostname or ""
EMAIL_USE_SSL = _MAIL.scheme == "smtps"
EMAIL_PORT = _MAIL.port or (465 if EMAIL_USE_SSL else 25)
EMAIL_HOST_USER = unquote(_MAIL.username or "")
EMAIL_HOST_PASSWORD = unquote(_MAIL.password or "")
EMAIL_USE_TLS = parse_qs(_MAIL.query).get("tls") == ["1"]
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = ENV.mail_from

PROCRASTINATE_IMPORT_PATHS = [
    "sentra.outbox.jobs",
    "sentra.documents.jobs",
    "sentra.registry.jobs",
    "sentra.licensing.jobs",
    "sentra.cases.jobs",
    "sentra.programmes.jobs",
    "sentra.promotion.jobs",
    "sentra.promotion.mail_jobs",
    "sentra.surveys.jobs",
    "sentra.transfer.jobs",
    "sentra.insights.jobs",
    "sentra.insights.report_jobs",
    "sentra.insights.opendata.jobs",
    "sentra.insights.skm_jobs",
    "sentra.ops.jobs",
]

LOGGING = logs.configuration(as_json=PRODUCTION)
