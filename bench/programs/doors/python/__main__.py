import json

import pulumi_datadog_token_revocation as datadog

with open("token-ids.json", encoding="utf-8") as file:
    token_id = json.load(file)[0]

datadog.PersonalAccessTokenRevocation("leaked-0", token_id=token_id)
