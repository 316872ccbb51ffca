"""Plugins for detect-secrets; the pattern is explained in gitleaks.toml. Nothing is verified.

A baseline lists its plugins by name: these names are no finding of a token.
"""

import re

from detect_secrets.plugins.base import RegexBasedDetector


class DdpatDetector(RegexBasedDetector):
    """Whoever has such a token acts as the person who made it, within its scopes."""

    secret_type = "Datadog Personal Access Token"
    denylist = [re.compile(r"ddpat_[0-7][0-9A-Za-z]{21}_[0-9A-Za-z]{36}(?![0-9A-Za-z])")]


class DdsatDetector(RegexBasedDetector):
    """Whoever has such a token acts as the service account that it was made for, within its scopes."""

    secret_type = "Datadog Service Access Token"
    denylist = [re.compile(r"ddsat_[0-7][0-9A-Za-z]{21}_[0-9A-Za-z]{36}(?![0-9A-Za-z])")]
