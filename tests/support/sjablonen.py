"""Templates compiled once per run: each test makes an application of its own, and would compile them all again."""

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class Gecompileerd(BytecodeCache):
    """Keeps compiled templates in memory, for all applications of this process."""

    def __init__(self) -> None:
        """Begin with none."""
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled before."""
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled now."""
        self._code[bucket.key] = bucket.bytecode_to_string()


SJABLONEN = Gecompileerd()
