import { datadogErrors } from "../../../../support/lifecycle/datadog-errors";
import type { DeleteBehaviour } from "../../../../support/lifecycle/delete-behaviour";
import { startOfTime, tokenId } from "../../../../support/lifecycle/provider-under-test";
import { ofEachKind, resourceUnderTest } from "../../../../support/lifecycle/resource-under-test";

const denied = datadogErrors.denied("look up");
const unknownToken = `Failed to revoke personal access token "${tokenId}" on datadoghq.eu: 404, the organisation of these credentials on datadoghq.eu does not know this token. Check the site, the organisation and the id. After an interrupted run the token may be gone already: onNotFound: "accept" lets the next one finish.`;

interface NotFound {
  seen: string;
  refusal?: Error;
  isAlive: boolean;
  response?: DeleteBehaviour;
  isFine: boolean;
}

const notFound: NotFound[] = [
  { seen: "absent", isAlive: false, isFine: false },
  { seen: "not known", refusal: denied, isAlive: false, isFine: false },
  {
    seen: "not known, with an attempt lost",
    refusal: denied,
    isAlive: true,
    response: "response lost",
    isFine: false,
  },
  { seen: "absent, with an attempt lost", isAlive: false, response: "response lost", isFine: false },
  { seen: "alive, with an attempt lost", isAlive: true, response: "response lost", isFine: true },
  { seen: "alive", isAlive: true, response: "too late", isFine: true },
];

test.each(ofEachKind(notFound))(
  '$kind with onNotFound: "fail" takes a 404 for a token seen as $seen as fine: $isFine',
  async ({ kind, refusal, isAlive, response, isFine }) => {
    const { datadog, create, recordOf } = resourceUnderTest(kind);
    if (isAlive) {
      datadog.issue(tokenId);
    }
    datadog.findRefusals.set(tokenId, [refusal, undefined]);
    if (response) {
      datadog.deletes.set(tokenId, response);
    }
    const { state, failure } = await create({ onNotFound: "fail" });
    if (isFine) {
      expect(failure).toBeUndefined();
      expect(recordOf(state)).toMatchObject({ verifiedAt: startOfTime });
    } else {
      expect(failure).toContain(unknownToken);
      expect(recordOf(state)?.status ?? "armed").toBe("armed");
    }
  },
);
