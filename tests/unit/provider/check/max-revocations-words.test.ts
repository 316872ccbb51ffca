import { MaxRevocations } from "../../../../provider/check/max-revocations";
import { unknownValue } from "../../../../provider/schema/unknown";
import { inputsOf } from "../../../support/lifecycle/batch-under-test";

const cap = (most: number) => ({ most, name: "datadog:maxRevocations" });
const single = (tokenId: string) => ({ tokenId, site: "datadoghq.eu", revokeOn: "both" });
const batch = (tokens: string[], more = {}) => ({ ...inputsOf(tokens, more) });
const list = (tokens: string[]) => batch(tokens, { file: "revocations.yaml" });

test("the message names the tokens, as far as they are known, and says of a crowd how many more there are", () => {
  const many = Array.from({ length: 32 }, (_, index) => `id-${index}`);
  const ofCrowd = new MaxRevocations().problemWithInputs({}, list(many), cap(25));
  expect(ofCrowd).toContain(
    ` They are ${many.slice(0, 30).join(", ")} and 2 more. A revocation has no way back.`,
  );

  const counting = new MaxRevocations();
  expect(counting.problemWithInputs({}, single(unknownValue), cap(0))).toMatch(/allows 0\. A revocation/);
  const armed = { revokeOn: "delete" } as const;
  const changed = counting.problemWithInputs(batch(["x"], armed), batch(["a"], { account: "prod" }), cap(0));
  expect(changed).toContain("3 new revocations");
  expect(changed).toContain(" Known of them are a, x. A revocation");
});
