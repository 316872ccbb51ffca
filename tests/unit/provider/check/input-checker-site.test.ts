import { normalizeBatchInputs } from "../../../../provider/schema/batch-inputs";
import { normalizeInputs } from "../../../../provider/schema/revocation-inputs";
import { entriesOf } from "../../../support/lifecycle/batch-under-test";
import { check, checkerOf } from "../../../support/lifecycle/checked-inputs";
import { tokenId } from "../../../support/lifecycle/provider-under-test";

test("a site that the program does not name sticks to the recorded one, with a warning where DD_SITE differs", () => {
  const checked = check(
    { tokenId },
    { olds: { tokenId, site: "datadoghq.eu" }, environment: { DD_SITE: "us5.datadoghq.com" } },
  );
  expect(checked.inputs["site"]).toBe("datadoghq.eu");
  expect(checked.warnings).toEqual([
    `Personal access token "${tokenId}" on datadoghq.eu is recorded there and stays there, although DD_SITE says us5.datadoghq.com: to move it, name the site in the program.`,
  ]);
});

test("a recorded site sticks without a warning where nothing else names one", () => {
  const checked = check({ tokenId }, { olds: { tokenId, site: "datadoghq.eu" } });
  expect(checked.inputs["site"]).toBe("datadoghq.eu");
  expect(checked.warnings).toEqual([]);
});

test("a site that the program names wins over the recorded one and over DD_SITE", () => {
  const checked = check(
    { tokenId, site: "us3.datadoghq.com" },
    { olds: { tokenId, site: "datadoghq.eu" }, environment: { DD_SITE: "us5.datadoghq.com" } },
  );
  expect(checked.inputs["site"]).toBe("us3.datadoghq.com");
  expect(checked.warnings).toEqual([]);
});

test("a wrong DD_SITE is reported at site, and only where it is needed", () => {
  const environment = { DD_SITE: "datadoghq.org" };
  expect(check({ tokenId }, { environment }).failures).toEqual([
    { property: "site", reason: expect.stringContaining("DD_SITE names an unknown Datadog site") as string },
  ]);
  expect(check({ tokenId, site: "datadoghq.eu" }, { environment }).failures).toEqual([]);
});

test("the recorded site sticks to a replacement, too, which the engine checks again without the old inputs", () => {
  const checker = checkerOf({ environment: { DD_SITE: "us5.datadoghq.com" } });
  const olds = { tokenId: "61c07794-df2a-4403-a6ad-caa6bb70dae2", site: "datadoghq.eu" };
  expect(checker.check(olds, { tokenId }, normalizeInputs).inputs["site"]).toBe("datadoghq.eu");
  const again = checker.check({}, { tokenId }, normalizeInputs);
  expect(again.inputs["site"]).toBe("datadoghq.eu");
  expect(again.warnings).toEqual([]);
});

test("a new batch takes the site of the run, without a warning", () => {
  const checked = check(
    { revocations: entriesOf([tokenId]) },
    { environment: { DD_SITE: "us5.datadoghq.com" }, normalize: normalizeBatchInputs },
  );
  expect(checked).toMatchObject({ inputs: { site: "us5.datadoghq.com" }, warnings: [], failures: [] });
});
