package main

import (
	"encoding/json"
	"os"

	datadog "example.com/pulumi-datadog-token-revocation/sdk/go/datadogtokenrevocation"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		text, err := os.ReadFile("token-ids.json")
		if err != nil {
			return err
		}
		var tokenIDs []string
		if err := json.Unmarshal(text, &tokenIDs); err != nil {
			return err
		}
		_, err = datadog.NewPersonalAccessTokenRevocation(ctx, "leaked-0",
			&datadog.PersonalAccessTokenRevocationArgs{TokenId: pulumi.String(tokenIDs[0])})
		return err
	})
}
