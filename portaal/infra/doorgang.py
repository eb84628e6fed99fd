"""The one opening in the wall: what is open on the aanslagen of who chose to share that with schuldhulp.

Reviewed as a whole, for it is all that crosses: the question checks by itself that the request for help runs,
that both yeses hold, and that the second one rests on a decision of the gemeente. It gives per aanslag its kind,
year and open amount, and nothing else. On PostgreSQL it is a function that runs with the rights of its owner and
that only schuldhulp may call; their role reads no table of aanslagen. SQLite knows no roles: there the same
question is asked as it stands.
"""

from collections.abc import Iterable, Iterator

FUNCTIE = "open_bedragen_met_toestemming"

# What counts as open is what portaal/aanslag says of it; a test holds the two to one another.
VRAAG = """
SELECT stand.soort, stand.belastingjaar,
       stand.totaalbedrag + stand.kosten + coalesce(stand.rente, 0) - stand.betaald AS bedrag
  FROM hulpvraag
  JOIN toestemming AS contact ON contact.id = hulpvraag.toestemming_id
  JOIN toestemming AS deelt ON deelt.inwoner_id = hulpvraag.inwoner_id
  JOIN aanslag ON aanslag.inwoner_id = hulpvraag.inwoner_id
  JOIN aanslagstand AS stand ON stand.aanslag_id = aanslag.id
 WHERE hulpvraag.id = {vraag}
   AND hulpvraag.status IN ('open', 'opgepakt', 'gesproken')
   AND contact.antwoord = 'ja' AND contact.verloopt_at > {nu}
   AND deelt.soort = 'bedragen' AND deelt.antwoord = 'ja' AND deelt.besluit <> '' AND deelt.verloopt_at > {nu}
   AND NOT EXISTS (SELECT 1 FROM toestemming AS later
                    WHERE later.inwoner_id = deelt.inwoner_id AND later.soort = 'bedragen' AND later.id > deelt.id)
   AND NOT stand.vernietigd
   AND stand.totaalbedrag + stand.kosten + coalesce(stand.rente, 0) > stand.betaald
   AND stand.levering_id = (SELECT max(ander.levering_id) FROM aanslagstand AS ander
                              JOIN levering ON levering.id = ander.levering_id AND levering.status = 'opgenomen'
                             WHERE ander.aanslag_id = aanslag.id)
 ORDER BY stand.belastingjaar DESC, aanslag.id
"""


def function_statements() -> Iterator[str]:
    """Make the function anew, closed to everyone."""
    yield f"""
CREATE OR REPLACE FUNCTION {FUNCTIE}(gevraagd bigint, op_moment timestamptz)
RETURNS TABLE (aanslagsoort text, jaar integer, bedrag bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT soort::text, belastingjaar::integer, bedrag::bigint
        FROM ({VRAAG.format(vraag="gevraagd", nu="op_moment")}) AS gevonden $$
"""  # noqa: S608 - a text of ours
    yield f"REVOKE ALL ON FUNCTION {FUNCTIE}(bigint, timestamptz) FROM PUBLIC"


def grant_statements(roles: Iterable[str]) -> Iterator[str]:
    """Open the function to these database roles, and to no other."""
    for role in roles:
        yield f"GRANT EXECUTE ON FUNCTION {FUNCTIE}(bigint, timestamptz) TO {role}"
