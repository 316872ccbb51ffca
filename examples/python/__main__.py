import pulumi
import pulumi_datadog_token_revocation as datadog

revocation = datadog.PersonalAccessTokenRevocation(
    "leaked-in-ci",
    token_id="35ef7728-4761-41dd-8a7b-f1112a26f840",
    reason="printed in a public CI log",
    ticket="SEC-1234",
    opts=pulumi.ResourceOptions(custom_timeouts=pulumi.CustomTimeouts(create="5m")),
)

pulumi.export("status", revocation.status)
pulumi.export("revokedAt", revocation.revoked_at)
pulumi.export("verifiedAt", revocation.verified_at)
pulumi.export("evidence", revocation.evidence)
