"""Too often is too often, for every process alike, and not for ever."""

from datetime import datetime, timedelta

import pytest

from portaal.infra.database import Database
from portaal.infra.web.limiet import TeVaak, check_limiet

PER = timedelta(minutes=10)


def test_the_limit_counts_per_key_and_passes(db: Database, now: datetime) -> None:
    with db.transaction() as session:
        for _ in range(3):
            check_limiet(session, "inloggen:a", hoogstens=3, per=PER, now=now)
        check_limiet(session, "inloggen:b", hoogstens=3, per=PER, now=now)
        with pytest.raises(TeVaak) as gevangen:
            check_limiet(session, "inloggen:a", hoogstens=3, per=PER, now=now + timedelta(minutes=4))
        assert gevangen.value.over == timedelta(minutes=6)
        check_limiet(session, "inloggen:a", hoogstens=3, per=PER, now=now + timedelta(minutes=11))
