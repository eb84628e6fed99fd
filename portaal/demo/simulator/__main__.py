"""`python -m portaal.demo.simulator`: serve the login simulator, on this machine only."""

import os
import sys

from werkzeug.serving import run_simple

from portaal.config import load_instellingen
from portaal.demo.simulator.app import create_simulator

POORT = "PORTAAL_SIMULATOR_PORT"


def main() -> None:
    """Serve until stopped. Leaves with a sentence in production."""
    if load_instellingen().is_productie:
        sys.exit("De loginsimulator is voor de demo en voor tests. In productie start hij niet.")
    poort = int(os.environ.get(POORT, "8001"))
    run_simple("127.0.0.1", poort, create_simulator(f"http://localhost:{poort}"), threaded=True)


main()
