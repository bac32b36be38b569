"""How the parsing process gives up."""


class Stop(Exception):
    """A file can't be read; `code` is one of `faults.FAULTS`, `values` fill its words."""

    def __init__(self, code: str, **values: int | str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
