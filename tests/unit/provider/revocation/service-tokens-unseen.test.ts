import { organization } from "../../../support/lifecycle/in-memory-datadog";
import { tokenId } from "../../../support/lifecycle/provider-under-test";
import { serviceAccountId } from "../../../support/lifecycle/resource-under-test";
import { service, underTest, inputsOf, created, failureOf } from "../../../support/lifecycle/service-tokens";
import type { RevocationState } from "../../../../provider/schema/revocation-state";

const accepted = {
  ...inputsOf(service),
  status: "alreadyRevoked",
  notFoundAt: "2026-11-01T00:00:00.000Z",
  organization,
} as const satisfies RevocationState;

const { notFoundAt: _, ...seen } = accepted;
const aliveAgain: RevocationState = { ...seen, unfinished: "aliveAgain", seenBy: "the administrator" };

test("a refresh records below which account it saw a service token alive, so that the DELETE needs no list", async () => {
  const { datadog, provider } = underTest();
  datadog.issueFor(serviceAccountId, tokenId);
  const { props } = await provider.read(tokenId, accepted);
  expect(props).toMatchObject({ kind: "service", serviceAccountId, unfinished: "aliveAgain" });
  datadog.unlisted.add(tokenId);
  datadog.readsOthers = () => Promise.resolve(false);
  datadog.forgetCalls();
  const outs = await created(provider.update(tokenId, props as RevocationState, inputsOf(service)));
  expect(outs).toMatchObject({ status: "revoked", verifiedAt: expect.any(String) as string });
  expect(datadog.callsFor(tokenId)).toEqual(["find", "revoke", "find"]);
  expect(datadog.isAlive(tokenId)).toBe(false);
});

test("that a list of one's own tokens does not show a service token proves nothing of one that wider credentials saw alive", async () => {
  const { datadog, provider } = underTest();
  datadog.issueFor(serviceAccountId, tokenId);
  datadog.unlisted.add(tokenId);
  datadog.identity = { kind: "placed", organization, user: "somebody else" };
  datadog.readsOthers = () => Promise.resolve(false);
  expect(await failureOf(provider.update(tokenId, aliveAgain, inputsOf(service)))).toContain(
    "404, which proves nothing here: an earlier run saw it",
  );
  expect(await failureOf(provider.delete(tokenId, aliveAgain))).toContain("404, which proves nothing here");
  expect(datadog.isAlive(tokenId)).toBe(true);
});

test("a whole list that does not show a service token proves it gone to those who are shown other people's tokens", async () => {
  const { provider } = underTest();
  const outs = await created(provider.update(tokenId, aliveAgain, inputsOf(service)));
  expect(outs).toMatchObject({ verifiedAt: expect.any(String) as string });
});

test("a service token whose account is found only at its removal is verified below that account, and a DELETE in vain fails the removal", async () => {
  const { datadog, provider } = underTest();
  datadog.issueFor(serviceAccountId, tokenId);
  datadog.deletes.set(tokenId, "in vain");
  expect(await failureOf(provider.delete(tokenId, accepted))).toContain("still says that the token is alive");
});
