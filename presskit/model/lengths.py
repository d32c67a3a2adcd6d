"""profiles.yaml: how long receivers want their texts."""

from typing import Literal

from pydantic import Field, model_validator

from presskit.model.values import Address, Content, Id, PartialDate

Counted = Literal["words", "characters"]
Kind = Literal["title", "logline", "synopsis", "statement", "biography"]


class Limit(Content):
    """How long one field of a receiver's form may be. A text of the greatest length passes."""

    field: Id = Field(description="What the form calls it, as an id: short-synopsis.")
    takes: Kind = Field(description="Which texts can go there.")
    count: Counted = Field(description="words, or characters (blanks are counted).")
    at_least: int = Field(0, ge=0)
    at_most: int = Field(gt=0)
    note: str = Field("", description="How the receiver puts it: about 300 words.")

    @model_validator(mode="after")
    def _is_a_range(self) -> "Limit":
        if self.at_least > self.at_most:
            raise ValueError(f"at_least: {self.at_least} is more than at_most: {self.at_most}")
        return self

    @property
    def asked(self) -> str:
        """50 to 100 words; at most 300 characters."""
        least = f"{self.at_least} to " if self.at_least else "at most "
        return f"{least}{self.at_most} {self.count}"


class Profile(Content):
    """What one receiver asks for, where that is written, and when it was read there."""

    id: Id
    name: str = Field(min_length=1)
    source: Address = Field(description="Where it is written, without https://.", min_length=1)
    seen: PartialDate = Field(description="When it was read there.")
    note: str = ""
    limits: tuple[Limit, ...] = Field(min_length=1)


class ProfilesFile(Content):
    """profiles.yaml: how long receivers want their texts; added to the list presskit has."""

    profiles: tuple[Profile, ...]
