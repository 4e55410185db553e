"""How gunicorn serves the site, wherever it is started from: by hand, dev.py, wsgi.py, systemd or the compose file."""

workers = 2
threads = 4
worker_class = "gthread"
control_socket_disable = True  # nobody here steers it while it runs
max_requests, max_requests_jitter = 2_000, 200  # a worker is replaced before a slow leak can matter
limit_request_line, limit_request_fields = 4_094, 60  # bytes of an address, headers of a request
