"""The WSGI door: `gunicorn wsgi:app`, `flask run`, or `python wsgi.py` for one's own machine."""

from careercenter import create_app

app = create_app()

if __name__ == "__main__":
    from careercenter.serving import serve

    serve(app)
