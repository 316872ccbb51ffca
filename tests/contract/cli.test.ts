import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { startSimulator } from "datadog-token-simulator";
import { officialClient, refusal } from "./official-client";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
// A process that compiles itself takes its time on a busy machine.
jest.setTimeout(60_000);

const root = resolve(__dirname, "../..");

/** The command line from its source, in a process of its own. */
function runCli(...options: readonly string[]): {
  child: ChildProcess;
  lines: AsyncIterator<string>;
  errors: Promise<string>;
} {
  const child = spawn(
    process.execPath,
    ["--require", "ts-node/register/transpile-only", "simulator/cli.ts", ...options],
    {
      cwd: root,
      env: { ...process.env, TS_NODE_PROJECT: "simulator/tsconfig.json" },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  running.add(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, lines, errors: collected(child.stderr) };
}

async function collected(stream: AsyncIterable<unknown>): Promise<string> {
  let text = "";
  for await (const chunk of stream) {
    text += String(chunk);
  }
  return text;
}

const running = new Set<ChildProcess>();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "simulator-cli-"));
});
afterAll(async () => {
  for (const child of running) {
    child.kill("SIGKILL");
  }
  await rm(folder, { recursive: true });
});

const nextLine = async (lines: AsyncIterator<string>) => String((await lines.next()).value);

test("a rehearsal: the simulator starts with tokens from a file, shows each request and stops on SIGTERM", async () => {
  const file = join(folder, "tokens.json");
  await writeFile(file, JSON.stringify([{ tokenId, name: "leaked" }, {}]));
  const { child, lines, errors } = runCli(
    ...[
      "--tokens",
      file,
      "--rate-limit",
      "60/60",
      "--api-key",
      "secret-api-key",
      "--app-key",
      "secret-app-key",
    ],
  );
  const first = await nextLine(lines);
  expect(first).toMatch(/^listening on http:\/\/127\.0\.0\.1:\d+$/);
  expect(await nextLine(lines)).toBe("2 tokens · 60 requests in 60 s · only the key pair");

  const url = first.replace("listening on ", "");
  const api = officialClient(url, { apiKeyAuth: "secret-api-key", appKeyAuth: "secret-app-key" });
  await api.revokePersonalAccessToken({ tokenId });
  const path = `/api/v2/personal_access_tokens/${tokenId}`;
  expect(await nextLine(lines)).toMatch(new RegExp(`^\\d\\d:\\d\\d:\\d\\d\\.\\d{3} DELETE ${path} 204$`));
  expect(await refusal(api.getPersonalAccessToken({ tokenId }))).toMatchObject({ code: 404 });
  expect(await nextLine(lines)).toMatch(new RegExp(` GET    ${path} 404$`));

  child.kill("SIGTERM");
  expect(await nextLine(lines)).toBe("stopped · 2 requests, 1 of them DELETE · 1 token alive");
  expect((await lines.next()).done).toBe(true);
  expect(await once(child, "exit")).toEqual([0, null]);
  expect(await errors).toBe("");
});

test("SIGINT stops it too, and a revocation can be late", async () => {
  const { child, lines } = runCli("--tokens", "1", "--revocation-delay", "60000", "--bearer", "T", "--quiet");
  const url = (await nextLine(lines)).replace("listening on ", "");
  await nextLine(lines);
  const api = officialClient(url, { AuthZ: { accessToken: "T" } });
  const id = (await api.listPersonalAccessTokens()).data?.[0]?.id ?? "";
  await api.revokePersonalAccessToken({ tokenId: id });
  expect((await api.getPersonalAccessToken({ tokenId: id })).data?.id).toBe(id);
  child.kill("SIGINT");
  expect(await nextLine(lines)).toBe("stopped · 3 requests, 1 of them DELETE · 0 tokens alive");
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("a wrong option is an error in words, and exit status 1", async () => {
  const { child, errors } = runCli("--app-key", "A");
  const exit = once(child, "exit");
  expect(await errors).toBe("error: --api-key and --app-key are a pair: give both or neither.\n");
  expect(await exit).toEqual([1, null]);
});

test("a port that is taken is an error in words", async () => {
  const other = await startSimulator();
  try {
    const { port } = new URL(other.url);
    const { errors } = runCli("--port", port);
    expect(await errors).toBe(
      `error: Port ${port} on 127.0.0.1 is taken: choose another with --port, or leave it out for any free one.\n`,
    );
  } finally {
    await other.close();
  }
});
