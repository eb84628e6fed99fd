"""Settings from the environment, typed and read once. Only safe values are defaults."""

from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from portaal.core.rollen import Rol


class Instellingen(BaseSettings):
    """Every variable starts with `PORTAAL_`, except `PORT`."""

    model_config = SettingsConfigDict(env_prefix="PORTAAL_", extra="ignore", frozen=True)

    omgeving: Literal["productie", "demo", "test"] = "productie"
    database_url: str = "sqlite:///var/portaal.db"
    basis_url: str = "https://localhost"
    geheime_sleutel: SecretStr = SecretStr("")
    bsn_sleutels: SecretStr = Field(SecretStr(""), description="AES keys, base64, comma separated, newest first")
    bsn_indexsleutel: SecretStr = SecretStr("")
    gemeente_map: Path | None = Field(None, description="Theme and policy; without it the example gemeente")
    host: str = "127.0.0.1"
    port: int = Field(8000, validation_alias="PORT")
    proxies: int = Field(0, description="How many reverse proxies stand in front and set X-Forwarded-*")
    webprocessen: int = 2
    logniveau: Literal["debug", "info", "warning", "error"] = "info"

    sessie_minuten: int = Field(15, description="Idle minutes after which a login ends")
    sessie_uren: int = Field(10, description="Hours after which a login ends in any case")

    inwoner_oidc_issuer: str = ""
    inwoner_oidc_client_id: str = ""
    inwoner_oidc_client_secret: SecretStr = SecretStr("")
    inwoner_oidc_bsn_claim: str = "bsn"
    inwoner_oidc_niveau_claim: str = "acr"
    inwoner_oidc_niveaus: str = Field(
        "urn:etoegang:core:assurance-class:loa3 urn:etoegang:core:assurance-class:loa4",
        description="Assurance levels that are high enough, separated by spaces",
    )
    medewerker_oidc_issuer: str = ""
    medewerker_oidc_client_id: str = ""
    medewerker_oidc_client_secret: SecretStr = SecretStr("")
    medewerker_oidc_groepen_claim: str = "groups"
    medewerker_oidc_rollen: str = Field(
        ",".join(f"{rol}={rol}" for rol in Rol if rol not in (Rol.IEDEREEN, Rol.INWONER)),
        description="Which group gives which role: `groep=rol`, comma separated",
    )

    smtp_host: str = "127.0.0.1"
    smtp_port: int = 25
    smtp_gebruiker: str = ""
    smtp_wachtwoord: SecretStr = SecretStr("")
    smtp_starttls: bool = True
    mail_van: str = "niet-antwoorden@localhost"

    sms_aanbieder: Literal["", "notify"] = Field(
        "", description="Who sends SMS; empty: nobody, and none is offered"
    )
    sms_notify_url: str = Field("", description="Base address of an API as that of GOV.UK Notify or NotifyNL")
    sms_notify_sleutel: SecretStr = Field(SecretStr(""), description="API key: name, service id and secret")
    sms_notify_sjabloon: str = Field("", description="Id of a template there whose whole text is ((bericht))")

    upload_map: Path = Field(Path("var/uploads"), description="Where an uploaded delivery waits for the worker")
    upload_max_mb: int = 200
    upload_uitgepakt_max_mb: int = 2000

    @field_validator("logniveau", mode="before")
    @classmethod
    def _lower(cls, waarde: str) -> str:
        return waarde.lower()

    @field_validator("basis_url")
    @classmethod
    def _without_slash(cls, waarde: str) -> str:
        return waarde.rstrip("/")

    @property
    def is_productie(self) -> bool:
        """Whether real people use this."""
        return self.omgeving == "productie"

    @property
    def is_demo(self) -> bool:
        """Whether this is the demonstration, on this machine only."""
        return self.omgeving == "demo"

    @property
    def is_https(self) -> bool:
        """Whether browsers reach the portal over TLS."""
        return self.basis_url.startswith("https://")

    @property
    def heeft_sms(self) -> bool:
        """Whether there is anyone to send SMS through."""
        return bool(self.sms_aanbieder)

    @cached_property
    def groep_rollen(self) -> dict[str, Rol]:
        """Role by group name. Raises ValueError for a role that does not exist."""
        paren = (deel.split("=", 1) for deel in self.medewerker_oidc_rollen.split(",") if deel.strip())
        return {groep.strip(): Rol(rol.strip()) for groep, rol in paren}

    def problems(self) -> list[str]:
        """What keeps this configuration from running, in sentences; empty when all is well."""
        verplicht = {
            "PORTAAL_GEHEIME_SLEUTEL": self.geheime_sleutel.get_secret_value(),
            "PORTAAL_BSN_SLEUTELS": self.bsn_sleutels.get_secret_value(),
            "PORTAAL_BSN_INDEXSLEUTEL": self.bsn_indexsleutel.get_secret_value(),
        }
        gebreken = [f"{naam} ontbreekt." for naam, waarde in verplicht.items() if not waarde]
        if self.heeft_sms:
            gebreken += [f"{naam} ontbreekt." for naam, waarde in self._sms().items() if not waarde]
        if self.is_productie and not self.is_https:
            gebreken.append("PORTAAL_BASIS_URL moet met https:// beginnen.")
        return gebreken

    def _sms(self) -> dict[str, str]:
        return {
            "PORTAAL_SMS_NOTIFY_URL": self.sms_notify_url,
            "PORTAAL_SMS_NOTIFY_SLEUTEL": self.sms_notify_sleutel.get_secret_value(),
            "PORTAAL_SMS_NOTIFY_SJABLOON": self.sms_notify_sjabloon,
        }


@cache
def load_instellingen() -> Instellingen:
    """The settings of this process, read from the environment once. Raises ValidationError."""
    return Instellingen()
