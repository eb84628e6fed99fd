"""The application as a web server loads it: `portaal.wsgi:app`."""

from portaal.app import create_app

app = create_app()
