/**
 * Nothing but the requests: a DELETE for each token of a file, so many at a time, over connections that are kept. In a
 * process of its own: `node bare-requests.js <tokenIdsFile> <concurrency>`, with `DD_API_URL` in the environment.
 */
import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";

const [tokenIdsFile = "", concurrency = "16"] = process.argv.slice(2);
const apiUrl = process.env["DD_API_URL"] ?? "";
const headers = {
  "DD-API-KEY": process.env["DD_API_KEY"],
  "DD-APPLICATION-KEY": process.env["DD_APP_KEY"],
  "User-Agent": "bench-bare-requests",
};
const agent = new Agent({ keepAlive: true, maxSockets: Number(concurrency) });
const tokenIds = JSON.parse(readFileSync(tokenIdsFile, "utf8")) as string[];

function revoke(tokenId: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const url = `${apiUrl}/api/v2/personal_access_tokens/${tokenId}`;
    const sent = request(url, { method: "DELETE", agent, headers }, (response) => {
      response.resume().once("end", resolve);
    });
    sent.once("error", reject).end();
  });
}

async function worker(waiting: Iterator<string>): Promise<void> {
  for (let next = waiting.next(); !next.done; next = waiting.next()) {
    await revoke(next.value);
  }
}

async function revokeAll(): Promise<void> {
  const waiting = tokenIds.values();
  await Promise.all(Array.from({ length: Number(concurrency) }, () => worker(waiting)));
  agent.destroy();
}

void revokeAll();
