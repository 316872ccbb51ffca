import { onlyLowers } from "./invariants/refreshes";
import type { StoredResource } from "./engine/run";

const tokenId = "10000000-0000-4000-8000-000000000000";
const options = { site: "datadoghq.eu", revokeOn: "create", onNotFound: "accept", verify: true };

function replaced(notFoundAt: string): StoredResource {
  const inputs = { ...options, tokenId };
  const outputs = { ...inputs, status: "alreadyRevoked", notFoundAt };
  return { name: "one", type: "single", id: tokenId, inputs, outputs, initErrors: [], isReplaced: true };
}

const earlier = replaced("2026-11-24T10:00:00.160Z");
const later = replaced("2026-11-24T10:00:30.680Z");

test("two replaced resources of one token, which failed runs left behind, are each held against themselves", () => {
  expect(() => {
    onlyLowers([earlier, later], [{ ...earlier }, { ...later }]);
  }).not.toThrow();
  expect(() => {
    onlyLowers([earlier, later], [{ ...later }, { ...later }]);
  }).toThrow("a refresh lifted");
  expect(() => {
    onlyLowers([earlier, later], [{ ...earlier }]);
  }).toThrow("a refresh dropped");
});
