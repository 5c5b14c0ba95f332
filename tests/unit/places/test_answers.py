from __future__ import annotations

import errno

import pytest

from newstui.places.answers import curl_problem, status_problem


@pytest.mark.parametrize(
    ("code", "system_error", "certificate", "words"),
    [
        (6, 0, 0, "its name was not found"),
        (7, errno.ECONNREFUSED, 0, "refused the connection"),
        (7, errno.ENETUNREACH, 0, "could not be reached"),
        (56, 0, 0, "closed the connection before the end"),
        (60, 0, 10, "its certificate has expired"),
        (60, 0, 62, "its certificate is for another host"),
        (60, 0, 99, "its certificate could not be verified"),
        (999, 0, 0, "could not be read (error 999 of libcurl)"),
    ],
)
def test_failure_is_told_in_plain_words(
    code: int, system_error: int, certificate: int, words: str
) -> None:
    assert curl_problem(code, system_error=system_error, certificate=certificate) == words


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "404 Not Found"),
        (418, "418 I'm a Teapot"),
        (799, "799 (an unknown answer)"),
        (0, "did not answer as a web server does"),
    ],
)
def test_status_is_told_in_registered_words(status: int, words: str) -> None:
    assert status_problem(status) == words
