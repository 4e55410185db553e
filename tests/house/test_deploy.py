"""What the files in deploy/ promise, against the site as it is."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Flask

from careercenter.headers import KEY

NGINX = (Path(__file__).parents[2] / "deploy" / "nginx.conf").read_text()


def test_the_proxys_log_has_no_key_of_a_letters_link(app: Flask) -> None:
    pattern = re.search(r'"~\^(.*)" "\$\{door\}', NGINX)
    assert pattern
    door = re.compile(pattern[1].replace("(?<", "(?P<"))
    rules = [rule for rule in app.url_map.iter_rules() if KEY in rule.arguments]
    assert len(rules) > 5
    for rule in rules:
        match = door.match(rule.rule)
        assert match, f"the key in {rule.rule} would be written into the log"
        assert match["door"] == rule.rule.partition("<")[0]


def test_every_server_of_the_proxy_writes_that_log() -> None:
    servers = NGINX.split("server {")[1:]
    assert servers
    assert all("access_log /var/log/nginx/careercenter.log without_keys;" in server for server in servers)
