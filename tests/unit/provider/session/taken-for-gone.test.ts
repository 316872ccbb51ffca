import { Settings } from "../../../../provider/session/settings";
import { tokenIdFromPublicPortion } from "../../../../provider/datadog/token/token-id";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const publicPortion = "ddpat_1dCNWPSR60u9HAYE2Jgb5c";
const none = { get: () => undefined };

test("tokens are taken for gone by their ids and public portions, with commas, spaces or line breaks between them", () => {
  const settings = new Settings(none, {
    DD_ACCEPT_NOT_FOUND: `${tokenId.toUpperCase()},\n ${publicPortion} `,
  });
  const taken = settings.takenForGone();
  expect(taken.has(tokenId)).toBe(true);
  expect(taken.has(tokenIdFromPublicPortion(publicPortion) ?? "")).toBe(true);
  expect(taken.has("61c07794-df2a-4403-a6ad-caa6bb70dae2")).toBe(false);
  expect(settings.problems()).toEqual([]);
});

test("the stack's configuration, which a pull request may write, takes no token for gone", () => {
  const settings = new Settings({ get: () => tokenId }, {});
  expect(settings.takenForGone().has(tokenId)).toBe(false);
});

test.each(["all", "*", "true", `${tokenId}, everything`])("%s names no token, and fails the run", (value) => {
  const settings = new Settings(none, { DD_ACCEPT_NOT_FOUND: value });
  expect(settings.problems()).toEqual([
    "DD_ACCEPT_NOT_FOUND: expected token ids (UUIDs) and public portions (ddpat_ or ddsat_ and 22 letters and digits), with commas between them.",
  ]);
});
