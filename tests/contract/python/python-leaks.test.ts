import { startSimulator, type Simulator } from "datadog-token-simulator";
import { pythonOutcomes, type Call } from "./python-outcomes";

// The client's first import takes its time on a busy machine.
jest.setTimeout(60_000);

const leakedId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const safeId = "61c07794-df2a-4403-a6ad-caa6bb70dae2";
const credentials = { apiKey: "K", appKey: "A" };

let datadog: Simulator;
beforeEach(async () => {
  const leak = { date: "2026-11-20T08:00:00Z", source: "https://github.com/acme/app" };
  datadog = await startSimulator({
    credentials,
    tokens: [
      { tokenId: leakedId, name: "deploy", leak },
      { tokenId: safeId, name: "safe" },
    ],
  });
});
afterEach(() => datadog.close());

const outcomes = (...calls: readonly Call[]) => pythonOutcomes(datadog.url, credentials, calls);

/** A leak as the Python client parses it. */
const told = {
  model: "LeakedKey",
  type: "leaked_keys",
  attributes: {
    model: "LeakedKeyAttributes",
    date: { model: "datetime", value: "2026-11-20T08:00:00+00:00" },
    leak_source: "https://github.com/acme/app",
  },
};

test("the Python client is told which tokens have leaked, when and where", async () => {
  const [leaked, safe] = await outcomes(["listWithLeaks", "true"], ["listWithLeaks", "false"]);
  expect(JSON.stringify([leaked, safe])).not.toMatch(/undeclared|UnparsedObject/);
  expect(leaked).toMatchObject({
    data: [{ id: leakedId, relationships: { leak_information: { data: { type: "leaked_keys" } } } }],
    included: [told],
    meta: { page: { total_filtered_count: 1 } },
  });
  expect(safe).toMatchObject({
    data: [{ id: safeId, relationships: { leak_information: { data: null } } }],
    included: [],
  });
});

test("the Python client is told of one token's leak, if it asks for it", async () => {
  const [withLeak, without] = await outcomes(["getWithLeak", leakedId], ["get", leakedId]);
  expect(JSON.stringify([withLeak, without])).not.toMatch(/undeclared|UnparsedObject/);
  expect(withLeak).toMatchObject({ data: { id: leakedId }, included: [told] });
  expect(without).not.toHaveProperty("included");
});
