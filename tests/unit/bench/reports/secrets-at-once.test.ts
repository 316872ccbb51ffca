import { makePlantedTokens } from "../../../../bench/reports/planted-tokens";
import { reportText } from "../../../../bench/reports/report-text";
import { secretsAtOnce } from "../../../../bench/reports/secrets-at-once";
import type { JsonReportVariant } from "../../../../bench/results/variant-names";

const texts = makePlantedTokens(7).map(({ publicPortion }) => `${publicPortion}_${"a1B2".repeat(9)}`);

test.each(Object.keys(secretsAtOnce) as JsonReportVariant[])(
  "the script that parses all of %s at once sees every secret, the tokens among them in their order",
  (variant) => {
    const secrets = secretsAtOnce[variant]([...reportText(variant, 50_000, texts)].join(""));
    expect(secrets.length).toBeGreaterThan(texts.length);
    expect(secrets.filter((secret) => secret.startsWith("ddpat_"))).toEqual(texts);
  },
);
