/**
 * A provider written by hand from Pulumi's guide to dynamic providers: inline in the program, modules loaded
 * inside its functions (as the guide advises, since they can't be captured), axios for the request, and p-retry with its
 * own exponential backoff for what may pass.
 */
import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";

interface RevocationInputs {
  tokenId: string;
}

async function revoke(tokenId: string): Promise<void> {
  const { default: axios, isAxiosError } = await import("axios");
  const { default: pRetry } = await import("p-retry");
  const url = `${process.env["DD_API_URL"] ?? "https://api.datadoghq.com"}/api/v2/personal_access_tokens/${tokenId}`;
  const headers = {
    "DD-API-KEY": process.env["DD_API_KEY"],
    "DD-APPLICATION-KEY": process.env["DD_APP_KEY"],
  };
  await pRetry(
    // Whoever is gone already is revoked, too.
    () => axios.delete(url, { headers, validateStatus: (status) => status === 204 || status === 404 }),
    {
      shouldRetry: ({ error }) => {
        const status = isAxiosError(error) ? error.response?.status : undefined;
        return status === undefined || status === 429 || status >= 500;
      },
    },
  );
}

const revocationProvider: pulumi.dynamic.ResourceProvider<RevocationInputs, RevocationInputs> = {
  async create({ tokenId }) {
    await revoke(tokenId);
    return { id: tokenId, outs: { tokenId } };
  },
  diff(_id, olds, news) {
    const changes = olds.tokenId !== news.tokenId;
    return Promise.resolve({ changes, replaces: changes ? ["tokenId"] : [] });
  },
  async delete(_id, { tokenId }) {
    await revoke(tokenId);
  },
};

class TokenRevocation extends pulumi.dynamic.Resource {
  declare readonly tokenId: pulumi.Output<string>;

  constructor(name: string, args: { tokenId: pulumi.Input<string> }, opts?: pulumi.CustomResourceOptions) {
    super(revocationProvider, name, args, opts);
  }
}

const tokenIds = JSON.parse(readFileSync("token-ids.json", "utf8")) as string[];

tokenIds.forEach((tokenId, index) => {
  new TokenRevocation(`leaked-${index}`, { tokenId });
});
