import { declare, idOf, madeUp, portionOf, textOf } from "../../../../support/pipelines/declare-run";

test("--locate writes the site on which a token lives, and those that live come first", async () => {
  const { status, written, printed } = await declare(
    `${madeUp(1)}\n${textOf(2)}\n${portionOf(3)}\n`,
    ["--locate"],
    {
      sites: { "datadoghq.eu": { live: [textOf(2)] } },
    },
  );
  expect(status).toBe(0);
  expect(written).toMatch(
    new RegExp(
      `token: ${portionOf(2)}\\n {4}site: datadoghq.eu\\n[^]*token: ${portionOf(1)}\\n {4}reason[^]*token: ${portionOf(3)}\\n`,
    ),
  );
  expect(printed).toContain(`${portionOf(2)} (${idOf(2)}): live on datadoghq.eu`);
  expect(printed).toContain(`${portionOf(1)} (${idOf(1)}): not accepted on any site`);
  expect(printed).toContain(`${portionOf(3)} (${idOf(3)}): no whole text of it is here`);
});

test("--account is written in place of the site, since an account has its own", async () => {
  const { written } = await declare(textOf(1), ["--live-only", "--account", "any"], {
    sites: { "datadoghq.eu": { live: [textOf(1)] } },
  });
  expect(written).toMatch(new RegExp(`token: ${portionOf(1)}\\n {4}account: any\\n {4}reason`));
  expect(written).not.toContain("site:");
});

test("without --locate nobody is asked", async () => {
  const { asked } = await declare(textOf(1), [], { sites: {} });
  expect(asked).toEqual([]);
});

test("--site asks this site only", async () => {
  const { asked } = await declare(textOf(1), ["--locate", "--site", "app.datadoghq.eu"], { sites: {} });
  expect(asked).toEqual(["api.datadoghq.eu /api/v2/validate_keys"]);
});
