"""How gunicorn serves the site, wherever it is started from: by hand, dev.py, wsgi.py, systemd or the compose file."""

workers = 2
threads = 4
worker_class = "gthread"
control_socket_disable = True  # nobody here steers it while it runs
# A worker is replaced before a slow leak can matter, and rarely: a new one reads the index of the open jobs first.
max_requests, max_requests_jitter = 100_000, 10_000
# No header of a request may say where the site is mounted: a SCRIPT_NAME of a reader's would stand in every address.
forwarder_headers = ""
limit_request_line, limit_request_fields = 4_094, 60  # bytes of an address, headers of a request
