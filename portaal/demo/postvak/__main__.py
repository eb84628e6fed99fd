"""Receives the demo's mail and shows it: `python -m portaal.demo.postvak`. On this machine only."""

import signal
import threading

from werkzeug.serving import make_server

from portaal.config import load_instellingen
from portaal.demo.omgeving import GASTHEER, MAP, Poorten, require_demo
from portaal.demo.postvak.ontvanger import start_ontvanger
from portaal.demo.postvak.opslag import Opslag
from portaal.demo.postvak.pagina import make_pagina


def main() -> None:
    """Receive and show until SIGTERM."""
    require_demo()
    instellingen = load_instellingen()
    opslag = Opslag(MAP / "demo-postvak")
    ontvanger = start_ontvanger(opslag, instellingen.smtp_port)
    web = make_server(
        GASTHEER, Poorten(instellingen.port).postvak, make_pagina(opslag, instellingen.basis_url), threaded=True
    )
    # shutdown() waits for the serving loop, so it must not run in the thread that the loop is in.
    for sein in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sein, lambda *_: threading.Thread(target=web.shutdown).start())
    web.serve_forever()
    ontvanger.stop()


if __name__ == "__main__":
    main()
