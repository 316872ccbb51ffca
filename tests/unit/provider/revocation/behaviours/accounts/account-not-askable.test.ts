import { recordsIn } from "../../../../../../provider/schema/batch-state";
import { failureOf, idsOf, inputsOf } from "../../../../../support/lifecycle/batch-under-test";
import { InMemoryDatadog } from "../../../../../support/lifecycle/in-memory-datadog";
import { providerUnderTest } from "../../../../../support/lifecycle/provider-under-test";

const environment = {
  DD_ACCOUNTS: "prod,eu",
  DD_PROD_SITE: "datadoghq.com",
  DD_PROD_BEARER_TOKEN: "bearer-of-prod",
  DD_EU_SITE: "datadoghq.eu",
};

test.each(["both", "delete"] as const)(
  "an account without credentials holds up no other one, nor its record (revokeOn %s)",
  async (revokeOn) => {
    const [prods = "", eus = ""] = idsOf(2);
    const datadog = new InMemoryDatadog([prods, eus]);
    const { batches } = providerUnderTest(datadog, { environment });
    const inputs = inputsOf({
      [prods]: { account: "prod", site: "datadoghq.com" },
      [eus]: { account: "eu", site: "datadoghq.eu", revokeOn },
    });
    const { properties, reasons } = await failureOf(batches.create(inputs));
    expect(datadog.isAlive(prods)).toBe(false);
    expect(datadog.askedFor("revoke")).toEqual([prods]);
    expect(reasons.join()).toContain("No credentials are set for the Datadog account eu");
    const statuses = new Map(recordsIn(properties).map(({ tokenId, status }) => [tokenId, status]));
    expect(statuses).toEqual(
      new Map([
        [prods, "revoked"],
        [eus, "armed"],
      ]),
    );
  },
);
