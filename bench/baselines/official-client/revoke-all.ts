/**
 * A script on Datadog's own client for TypeScript, with its retry turned on as its README says (3 retries, its default),
 * so many tokens at a time: `node revoke-all.js <tokenIdsFile> <concurrency>`, with `DD_API_URL`, `DD_API_KEY` and
 * `DD_APP_KEY` in the environment. The exit code is 1 if a token was given up.
 */
import { readFileSync } from "node:fs";
import { client, v2 } from "@datadog/datadog-api-client";

const [tokenIdsFile = "", concurrency = "16"] = process.argv.slice(2);
const tokenIds = JSON.parse(readFileSync(tokenIdsFile, "utf8")) as string[];
const configuration = client.createConfiguration({
  enableRetry: true,
  maxRetries: 3,
  authMethods: {
    apiKeyAuth: process.env["DD_API_KEY"] ?? "",
    appKeyAuth: process.env["DD_APP_KEY"] ?? "",
  },
  baseServer: new client.BaseServerConfiguration(
    process.env["DD_API_URL"] ?? "https://api.datadoghq.com",
    {},
  ),
});
const api = new v2.KeyManagementApi(configuration);

async function worker(waiting: Iterator<string>): Promise<void> {
  for (let next = waiting.next(); !next.done; next = waiting.next()) {
    try {
      await api.revokePersonalAccessToken({ tokenId: next.value });
    } catch (error) {
      process.exitCode = 1;
      process.stdout.write(`${next.value} was given up: ${String(error)}\n`);
    }
  }
}

async function revokeAll(): Promise<void> {
  const waiting = tokenIds.values();
  await Promise.all(Array.from({ length: Number(concurrency) }, () => worker(waiting)));
}

void revokeAll();
