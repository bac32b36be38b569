"""What all parts of a pack are made of."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=50)]
DistrictCode = Annotated[str, StringConstraints(pattern=r"^\d{2}\.\d{2}\.\d{2}$")]
VillageCode = Annotated[str, StringConstraints(pattern=r"^\d{2}\.\d{2}\.\d{2}\.\d{4}$")]
KbliCode = Annotated[str, StringConstraints(pattern=r"^\d{5}$")]
Condition = Annotated[dict[Code, bool | str | tuple[str, ...]], Field(min_length=1)]
"""When something is asked for: every named answer has the value, or one of the values; a key may also be `commodity`,
whose value may be `controlled` or `food` beside commodity codes."""


class Part(BaseModel):
    """What all parts of a pack share: nothing unknown is accepted, nothing changes after it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)
