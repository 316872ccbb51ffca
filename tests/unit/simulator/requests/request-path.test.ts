import fc from "fast-check";
import { readPath } from "../../../../simulator/requests/request-path";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const tokens = "/api/v2/personal_access_tokens";

test.each([
  [tokens, { known: true }],
  [`${tokens}?filter=x`, { known: true }],
  [`${tokens}/${tokenId}`, { known: true, tokenId }],
  [`${tokens}/${tokenId.toUpperCase()}?x=1`, { known: true, tokenId }],
  [`${tokens}/not-a-uuid`, { known: true }],
  [`${tokens}/`, { known: false }],
  [`${tokens}/${tokenId}/more`, { known: false }],
  [`${tokens}x`, { known: false }],
  ["/api/v1/validate", { known: false }],
  ["/", { known: false }],
])("%s is read as %j", (url, path) => {
  expect(readPath(url)).toEqual(path);
});

test("no URL makes the reader throw", () => {
  fc.assert(fc.property(fc.string(), (tail) => void readPath(`${tokens}/${tail}`)));
});
