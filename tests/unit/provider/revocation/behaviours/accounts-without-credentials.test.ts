import { recordsIn } from "../../../../../provider/schema/batch-state";
import { InMemoryDatadog } from "../../../../support/lifecycle/in-memory-datadog";
import { providerUnderTest, tokenId } from "../../../../support/lifecycle/provider-under-test";

const other = "61c07794-df2a-4403-a6ad-caa6bb70dae2";

test("an account without credentials keeps nothing alive in the others, and its own tokens stay in the record", async () => {
  const datadog = new InMemoryDatadog([tokenId, other]);
  const { batches, warnings } = providerUnderTest(datadog, {
    environment: {
      DD_ACCOUNTS: "prod,eu",
      DD_PROD_SITE: "datadoghq.com",
      DD_PROD_BEARER_TOKEN: "bearer-of-prod",
      DD_EU_SITE: "datadoghq.eu",
    },
  });
  const news = { revocations: { [tokenId]: { account: "prod" }, [other]: { account: "eu" } } };
  const { inputs, failures } = await batches.check({}, news);
  expect(failures).toEqual([]);
  expect(warnings).toEqual([
    expect.stringContaining(
      "No credentials are set for the Datadog account eu, and nothing was sent with it.",
    ),
  ]);
  const failed = (await batches.create(inputs as never).catch((error: unknown) => error)) as Error & {
    properties: object;
  };
  expect(failed.message).toContain("No credentials are set for the Datadog account eu");
  expect([datadog.isAlive(tokenId), datadog.isAlive(other)]).toEqual([false, true]);
  expect(recordsIn(failed.properties as never)).toMatchObject([
    { tokenId: other, account: "eu", status: "armed" },
    { tokenId, account: "prod", status: "revoked" },
  ]);
});
