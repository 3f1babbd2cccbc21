"""Settings, read once from the environment and never again."""

import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from consult.domain import providers
from consult.domain.calendar import CLEAR_DAYS
from consult.domain.providers import Provider
from consult.domain.retention import Periods
from consult.domain.signing_in import Limits

SHORTEST_SECRET = 32
SHORTEST_TOKEN = 20
_DEVELOPMENT_SECRETS = ("dev", "secret", "change", "test", "example", "password")


class Misconfigured(Exception):
    """A setting cannot be used; the message names it and what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What differs from one installation to another."""

    instance: Path
    database_url: str
    secret_key: str
    mail_url: str
    public_url: str
    timezone: ZoneInfo
    demonstration: bool = False  # people at a click; only ever set by `consult demo`
    largest_file: int = 20_000_000  # bytes of a file that an authority supplies
    clear_days: int = CLEAR_DAYS  # working days between a pack's publication and its meeting (R1)
    signing_p12: Path | None = None  # the PKCS#12 certificate that issued packs are signed with
    signing_password_file: Path | None = None
    metrics_token: str = ""  # what Prometheus has to know; without it there are no metrics
    log_format: str = "text"  # or "json"
    sign_ins: Limits = field(default_factory=Limits)  # how long people stay signed in
    periods: Periods = field(default_factory=Periods)  # how long what is kept is kept (R16, R23)
    controller: str = ""  # who answers for personal data, where a consultation does not say
    privacy_contact: str = ""  # whom to ask about them, in words
    providers: tuple[Provider, ...] = ()  # that people of some addresses sign in through

    @property
    def on_sqlite(self) -> bool:
        """True for the embedded default."""
        return self.database_url.startswith("sqlite")

    @property
    def secure(self) -> bool:
        """True when the public address is served over TLS."""
        return self.public_url.startswith("https:")


def from_environment(environ: Mapping[str, str], *, demonstration: bool = False) -> Settings:
    """Reads the `CONSULT_…` variables; raises Misconfigured naming the one at fault."""
    instance = Path(environ.get("CONSULT_INSTANCE", "instance")).resolve()
    database_url = environ.get("CONSULT_DATABASE_URL") or f"sqlite:///{instance / 'consult.sqlite'}"
    if database_url.startswith(("postgres://", "postgresql://")):
        database_url = "postgresql+psycopg://" + database_url.split("://", 1)[1]
    return Settings(
        instance=instance,
        database_url=database_url,
        secret_key=environ.get("CONSULT_SECRET_KEY", ""),
        mail_url=_mail_url(environ.get("CONSULT_MAIL_URL") or f"file:{instance / 'mail'}"),
        public_url=_public_url(environ.get("CONSULT_PUBLIC_URL") or "http://127.0.0.1:8000"),
        timezone=_timezone(environ.get("CONSULT_TIMEZONE") or "Europe/London"),
        demonstration=demonstration,
        largest_file=_megabytes(environ.get("CONSULT_LARGEST_FILE_MB") or "20"),
        clear_days=_clear_days(environ.get("CONSULT_CLEAR_DAYS") or str(CLEAR_DAYS)),
        signing_p12=_file(environ, "CONSULT_SIGNING_P12"),
        signing_password_file=_file(environ, "CONSULT_SIGNING_PASSWORD_FILE"),
        metrics_token=_metrics_token(environ.get("CONSULT_METRICS_TOKEN", "")),
        log_format=_log_format(environ.get("CONSULT_LOG_FORMAT") or "text"),
        sign_ins=Limits(
            idle=timedelta(hours=_whole(environ, "CONSULT_SIGNED_IN_IDLE_HOURS", 12, most=168)),
            whole=timedelta(days=_whole(environ, "CONSULT_SIGNED_IN_DAYS", 7, most=31)),
        ),
        periods=_periods(environ),
        controller=environ.get("CONSULT_CONTROLLER", "").strip(),
        privacy_contact=environ.get("CONSULT_PRIVACY_CONTACT", "").strip(),
        providers=_providers(_file(environ, "CONSULT_OIDC_FILE")),
    )


def secret_for_serving(settings: Settings) -> str:
    """The key that signs sessions: the one set, if it is fit; else one made once and kept in the instance folder.

    Raises Misconfigured for a secret that could be guessed, and where several machines would each make their own.
    """
    secret = settings.secret_key
    if secret:
        if len(secret) < SHORTEST_SECRET or secret.lower().startswith(_DEVELOPMENT_SECRETS) or len(set(secret)) < 8:
            raise Misconfigured(
                f"CONSULT_SECRET_KEY is a development secret: set it to at least {SHORTEST_SECRET} random characters, "
                "or leave it out to have one made"
            )
        return secret
    if not settings.on_sqlite:
        raise Misconfigured("CONSULT_SECRET_KEY is not set: machines that share a database need to share a secret")
    return _kept_secret(settings.instance / "secret-key")


def _kept_secret(file: Path) -> str:
    """The one in the file, which is made whole or not at all: of several processes that begin at once all take the first.

    Raises OSError where the folder cannot be written to.
    """
    if not file.exists() or not file.read_text().strip():
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
        beside.touch(mode=0o600)
        try:
            beside.write_text(secrets.token_urlsafe(48))
            _put_in_place(beside, file)
        finally:
            beside.unlink(missing_ok=True)
    return file.read_text().strip()


def _put_in_place(beside: Path, file: Path) -> None:
    """Never over one that holds something."""
    try:
        file.hardlink_to(beside)
    except FileExistsError:
        if not file.read_text().strip():
            beside.replace(file)


def _mail_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps", "file", "console"}:
        raise Misconfigured(f"CONSULT_MAIL_URL is {url!r}: it begins with smtp://, smtps://, file: or console:")
    if parts.scheme.startswith("smtp") and not parts.hostname:
        raise Misconfigured("CONSULT_MAIL_URL names no host: write smtp://user:password@host:587")
    return url


def _public_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path.strip("/") or parts.query:
        raise Misconfigured(f"CONSULT_PUBLIC_URL is {url!r}: write it as https://consult.example.org")
    return url.rstrip("/")


def _megabytes(number: str) -> int:
    if not number.isdecimal() or not 1 <= int(number) <= 50:
        raise Misconfigured(f"CONSULT_LARGEST_FILE_MB is {number!r}: write a whole number from 1 to 50")
    return int(number) * 1_000_000


def _clear_days(number: str) -> int:
    if not number.isdecimal() or int(number) > 20:
        raise Misconfigured(f"CONSULT_CLEAR_DAYS is {number!r}: write a whole number of working days, up to 20")
    return int(number)


def _periods(environ: Mapping[str, str]) -> Periods:
    """CONSULT_CHALLENGE_DAYS, CONSULT_UNSENT_DAYS, …: a variable for each of them."""
    periods = Periods()
    for name in (one.name for one in fields(Periods)):
        variable = f"CONSULT_{name.upper()}"
        number = environ.get(variable)
        if not number:
            continue
        try:
            periods = replace(periods, **{name: int(number)})
        except ValueError as error:
            why = error if number.isdecimal() else "write a whole number"
            raise Misconfigured(f"{variable} is {number!r}: {why}") from error
    return periods


def _whole(environ: Mapping[str, str], name: str, otherwise: int, *, most: int) -> int:
    number = environ.get(name) or str(otherwise)
    if not (number.isascii() and number.isdecimal()) or not 1 <= int(number) <= most:
        raise Misconfigured(f"{name} is {number!r}: write a whole number from 1 to {most}")
    return int(number)


def _file(environ: Mapping[str, str], name: str) -> Path | None:
    path = environ.get(name)
    if not path:
        return None
    if not Path(path).is_file():
        raise Misconfigured(f"{name} is {path!r}: there is no such file")
    return Path(path).resolve()


def _providers(described: Path | None) -> tuple[Provider, ...]:
    if described is None:
        return ()
    try:
        tables = tomllib.loads(described.read_text("utf-8"))
        return providers.read(tables, {key: _secret_beside(described, table) for key, table in tables.items()})
    except (ValueError, OSError) as error:
        raise Misconfigured(f"CONSULT_OIDC_FILE is {str(described)!r}: {error}") from error


def _secret_beside(described: Path, table: object) -> str:
    """The secret in the file that a provider's table names, if it does; relative to the file of providers."""
    name = table.get("client_secret_file") if isinstance(table, dict) else None
    return (described.parent / name).read_text("utf-8").strip() if isinstance(name, str) else ""


def _metrics_token(token: str) -> str:
    if token and len(token) < SHORTEST_TOKEN:
        raise Misconfigured(
            f"CONSULT_METRICS_TOKEN is too short: set it to at least {SHORTEST_TOKEN} random characters"
        )
    return token


def _log_format(name: str) -> str:
    if name not in {"text", "json"}:
        raise Misconfigured(f"CONSULT_LOG_FORMAT is {name!r}: write text or json")
    return name


def _timezone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise Misconfigured(f"CONSULT_TIMEZONE is {name!r}: write a name such as Europe/London") from error
