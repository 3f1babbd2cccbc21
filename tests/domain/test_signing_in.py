"""What the devices are called that people are signed in on."""

import pytest

from consult.domain.signing_in import device

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
DEVICES = {
    "Firefox on Windows": "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0",
    "Edge on Windows": f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
    "Chrome on Windows": f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/131.0.0.0 Safari/537.36",
    "Opera on Mac": f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {WEBKIT} Chrome/131.0.0.0 Safari/537.36 OPR/116.0.0.0",
    "Safari on Mac": "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.1 Safari/605.1.15",
    "Safari on iPhone": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.1 Mobile/15E148 Safari/604.1",
    "Chrome on iPad": "Mozilla/5.0 (iPad; CPU OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "CriOS/131.0.6778.73 Mobile/15E148 Safari/604.1",
    "Samsung Internet on Android": f"Mozilla/5.0 (Linux; Android 14; SM-S918B) {WEBKIT} SamsungBrowser/27.0 "
    "Chrome/125.0.0.0 Mobile Safari/537.36",
    "Firefox on Android": "Mozilla/5.0 (Android 14; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0",
    "Chrome on ChromeOS": f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {WEBKIT} Chrome/131.0.0.0 Safari/537.36",
    "Chromium on Linux": f"Mozilla/5.0 (X11; Linux x86_64) {WEBKIT} Ubuntu Chromium/131.0 Chrome/131.0 Safari/537.36",
    "Chrome": "Chrome/131.0.0.0",
    "Windows": "Something/1.0 (Windows)",
    "Another device": "curl/8.11.0",
}


@pytest.mark.parametrize(("words", "user_agent"), DEVICES.items(), ids=DEVICES)
def test_a_device_in_words(words: str, user_agent: str) -> None:
    assert device(user_agent) == words


@pytest.mark.parametrize("user_agent", ["", "x" * 10_000, "<script>alert(1)</script>", "Firefox/\x00 Windows"])
def test_nothing_of_what_a_browser_says_is_repeated(user_agent: str) -> None:
    assert device(user_agent) in {"Another device", "Firefox on Windows"}
