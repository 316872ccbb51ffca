package main

import (
	datadog "example.com/pulumi-datadog-token-revocation/sdk/go/datadogtokenrevocation"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		revocation, err := datadog.NewPersonalAccessTokenRevocation(ctx, "leaked-in-ci",
			&datadog.PersonalAccessTokenRevocationArgs{
				TokenId: pulumi.String("35ef7728-4761-41dd-8a7b-f1112a26f840"),
				Reason:  pulumi.String("printed in a public CI log"),
				Ticket:  pulumi.String("SEC-1234"),
			},
			pulumi.Timeouts(&pulumi.CustomTimeouts{Create: "5m"}),
		)
		if err != nil {
			return err
		}
		ctx.Export("status", revocation.Status)
		ctx.Export("revokedAt", revocation.RevokedAt)
		ctx.Export("verifiedAt", revocation.VerifiedAt)
		ctx.Export("evidence", revocation.Evidence)
		return nil
	})
}
