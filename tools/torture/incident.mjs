import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { checkoutFolder } from "../running/checkout.mjs";
import { startDatadog } from "./datadog.mjs";
import { Stack } from "./stack.mjs";

/** @typedef {"dynamic" | "plugin"} Door */

/**
 * @typedef {object} Incident a simulated Datadog, and a project that declares some of its tokens
 * @property {import("./datadog.mjs").Datadog} datadog
 * @property {string[]} declared the ids of the tokens that the program declares, in the order of its resources
 * @property {(name: string, backendUrl?: string) => Promise<Stack>} stack a new stack of the project
 * @property {string} folder where everything is
 * @property {() => void} end
 */

/** Tokens that nobody declares, and nothing may touch. */
const bystanders = 5;
const command = "pulumi-resource-datadog-token-revocation";

/**
 * Prepares an incident: one token, then a list, then one token more, each after the other.
 *
 * @param {{ door: Door, listed: number }} size
 * @returns {Promise<Incident>}
 */
async function prepareIncident({ door, listed }) {
  const datadog = await startDatadog({
    tokens: listed + 2 + bystanders,
    // The endpoints that tell who asks have limits of their own.
    rateLimit: { limit: Math.ceil(listed / 2), periodSeconds: 1, counts: "tokens" },
  });
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "datadog-token-revocation-torture-")));
  const project = join(folder, "incident");
  const declared = datadog.tokens.slice(0, listed + 2).map(({ tokenId }) => tokenId);
  mkdirSync(project);
  writeProject(project, door, declared);
  const environment = environmentOf(folder, datadog.url);
  /** @type {Stack[]} */
  const stacks = [];
  return {
    datadog,
    declared,
    folder,
    async stack(name, backendUrl) {
      const backend = join(folder, `backend-${name}`);
      mkdirSync(backend, { recursive: true });
      const stack = new Stack(
        project,
        name,
        { ...environment, PULUMI_BACKEND_URL: backendUrl ?? pathToFileURL(backend).href },
        backendUrl === undefined ? backend : undefined,
      );
      stacks.push(stack);
      const { exitCode, printed } = await stack.pulumi("stack", "init");
      if (exitCode !== 0) {
        throw new Error(`pulumi stack init has failed:\n${printed}`);
      }
      return stack;
    },
    end() {
      for (const stack of stacks) {
        stack.endLeftovers();
      }
      datadog.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/**
 * Prepares an incident for the time of some work.
 *
 * @template Result
 * @param {{ door: Door, listed: number }} size
 * @param {(incident: Incident) => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function withIncident(size, work) {
  const incident = await prepareIncident(size);
  try {
    return await work(incident);
  } finally {
    incident.end();
  }
}

/**
 * @param {string} project
 * @param {Door} door
 * @param {string[]} declared
 */
function writeProject(project, door, declared) {
  const [first, ...rest] = declared;
  const last = rest.pop();
  const list = ["revocations:", ...rest.map((tokenId) => `  - tokenId: ${tokenId}`), ""].join("\n");
  writeFileSync(join(project, "revocations.yaml"), list);
  const program = { name: "incident", runtime: door === "dynamic" ? "nodejs" : "yaml" };
  if (door === "plugin") {
    const type = (/** @type {string} */ name) => `datadog-token-revocation:index:${name}`;
    const single = type("PersonalAccessTokenRevocation");
    const plugins = {
      providers: [{ name: "datadog-token-revocation", path: join(checkoutFolder, "dist", "plugin") }],
    };
    const resources = {
      first: { type: single, properties: { tokenId: first } },
      list: {
        type: type("RevocationList"),
        properties: { file: "revocations.yaml" },
        options: { dependsOn: ["${first}"] },
      },
      last: { type: single, properties: { tokenId: last }, options: { dependsOn: ["${list}"] } },
    };
    writeFileSync(join(project, "Pulumi.yaml"), JSON.stringify({ ...program, plugins, resources }));
    return;
  }
  writeFileSync(join(project, "Pulumi.yaml"), JSON.stringify(program));
  writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, main: "index.js" }));
  symlinkSync(join(checkoutFolder, "node_modules"), join(project, "node_modules"), "junction");
  writeFileSync(
    join(project, "index.js"),
    `const { PersonalAccessTokenRevocation, RevocationList } = require("pulumi-datadog-token-revocation");
const first = new PersonalAccessTokenRevocation("first", { tokenId: "${first}" });
const list = new RevocationList("list", { file: "revocations.yaml" }, { dependsOn: first });
new PersonalAccessTokenRevocation("last", { tokenId: "${last}" }, { dependsOn: list });
`,
  );
}

/**
 * The settings of a Pulumi that knows nothing of the machine's own, with Node.js in reach and the plugin not: npm links
 * the checkout's commands among those of its packages, and Pulumi warns of a plugin on PATH.
 *
 * @param {string} folder
 * @param {string} url
 * @returns {NodeJS.ProcessEnv}
 */
function environmentOf(folder, url) {
  const bin = join(folder, "bin");
  mkdirSync(bin);
  symlinkSync(process.execPath, join(bin, "node"));
  chmodSync(folder, 0o755);
  const path = (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((each) => !existsSync(join(each, command)));
  const others = Object.entries(process.env).filter(
    ([name]) => !/^(DD_|DATADOG_|PULUMI_|NODE_(?!COMPILE_CACHE$))/.test(name),
  );
  return {
    ...Object.fromEntries(others),
    PATH: [bin, ...path].join(delimiter),
    PULUMI_HOME: join(folder, "home"),
    PULUMI_CONFIG_PASSPHRASE: "a passphrase for the torture",
    PULUMI_SKIP_UPDATE_CHECK: "1",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    DD_API_URL: url,
    DD_API_KEY: "torture-api-key",
    DD_APP_KEY: "torture-application-key",
    DD_MAX_REVOCATIONS: "1000",
  };
}
