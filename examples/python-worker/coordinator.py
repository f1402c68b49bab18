"""Speaks to a coordinator over HTTP: one JSON message a request, tried again with back-off until it is answered."""

import http.client
import json
import random
import ssl
import time
import urllib.parse

FIRST_PAUSE_S, LONGEST_PAUSE_S, UNAUTHORISED_PAUSE_S = 0.2, 5.0, 30.0
TIMEOUT_S = 10.0
MAX_ANSWER_BYTES = 16 * 1024 * 1024
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class Refused(Exception):
    """The coordinator will not take the message; saying it again does not help."""


class GaveUp(Exception):
    """The caller had no more patience."""


class Coordinator:
    """A coordinator by its address. Safe to use from several threads: every message has a connection of its own."""

    def __init__(self, url, token=lambda: None, ca_file=None, log=print):
        """token: gives the bearer token or None; asked anew for every request, since a token file may change.

        Raises ValueError where the address is none, or would show the token to the network.
        """
        self._url = urllib.parse.urlsplit(url)
        if self._url.scheme not in ("http", "https") or not self._url.hostname:
            raise ValueError(f"{url} is no address of a coordinator; expected something like https://host:7070")
        if self._url.scheme == "http" and self._url.hostname not in _LOOPBACK and token():
            raise ValueError(f"{url} would carry the token over the network for all to read; use https")
        self._token, self._log = token, log
        self._context = ssl.create_default_context(cafile=ca_file) if self._url.scheme == "https" else None

    def say(self, manifest, body, wait_s=0.0, go_on=lambda: True):
        """Posts a message until it is answered; gives the answer's manifest and body.

        wait_s: how long the coordinator may think, beyond the usual. go_on: whether to try again.
        Raises Refused, or GaveUp once go_on says no.
        """
        return self._ask("POST", f"/v1/{manifest}", body, wait_s, go_on)

    def describe(self, study, go_on=lambda: True):
        """What all trials of a study have in common. Raises Refused where there is no such study, or GaveUp."""
        _, body = self._ask("GET", f"/v1/studies/{urllib.parse.quote(study, safe='')}", None, 0.0, go_on)
        return body["definition"]

    def _ask(self, method, path, body, wait_s, go_on):
        pause = FIRST_PAUSE_S
        while True:
            at_least = 0.0
            try:
                status, headers, answer = self._once(method, path, body, TIMEOUT_S + wait_s)
                if status == 200:
                    return headers.get("ActorSearch-Manifest", ""), json.loads(answer)
                trouble = f"{status} {_lines(answer)}"
                if status == 401:
                    at_least = UNAUTHORISED_PAUSE_S
                elif status < 500:
                    raise Refused(f"{path}: {trouble}")
                else:
                    at_least = min(float(headers.get("Retry-After", "0")), LONGEST_PAUSE_S)
            except (OSError, http.client.HTTPException, ValueError) as error:
                trouble = f"{type(error).__name__}: {error}"
            if not go_on():
                raise GaveUp(trouble)
            if pause == FIRST_PAUSE_S:
                self._log(f"{path}: {trouble}; trying again")
            _sleep(max(pause * random.uniform(0.5, 1.0), at_least), go_on)
            pause = min(2 * pause, LONGEST_PAUSE_S)

    def _once(self, method, path, body, timeout_s):
        headers = {"Accept": "application/json"}
        if self._token():
            headers["Authorization"] = f"Bearer {self._token()}"
        text = None
        if body is not None:
            text = json.dumps(body, allow_nan=False).encode()
            headers["Content-Type"] = "application/json"
        host, port = self._url.hostname, self._url.port
        connection = (
            http.client.HTTPSConnection(host, port, timeout=timeout_s, context=self._context) if self._context
            else http.client.HTTPConnection(host, port, timeout=timeout_s))
        try:
            connection.request(method, self._url.path.rstrip("/") + path, text, headers)
            response = connection.getresponse()
            answer = response.read(MAX_ANSWER_BYTES + 1)
            if len(answer) > MAX_ANSWER_BYTES:
                raise ValueError(f"the answer exceeds {MAX_ANSWER_BYTES} bytes")
            return response.status, response.headers, answer
        finally:
            connection.close()


def _lines(answer):
    """What a refusal says, for people."""
    try:
        body = json.loads(answer)
        return "; ".join(body["lines"]) if "lines" in body else str(body.get("reason", ""))
    except (ValueError, TypeError, AttributeError):
        return answer[:200].decode(errors="replace")


def _sleep(seconds, go_on):
    until = time.monotonic() + seconds
    while go_on() and time.monotonic() < until:
        time.sleep(min(0.1, max(0.0, until - time.monotonic())))
