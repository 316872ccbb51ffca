import { messages } from "../../../../provider/messages/warnings";
import type { NamedToken } from "../../../../provider/messages/wording";

type Tokens = readonly [NamedToken, ...NamedToken[]];

const one: Tokens = [{ tokenId: "an-id", site: "datadoghq.eu" }];
const two: Tokens = [...one, { tokenId: "another", site: "datadoghq.eu" }];
const onlyOne = 'Personal access token "an-id" on datadoghq.eu';
const both = "2 personal access tokens on datadoghq.eu (an-id, another)";

test.each([
  {
    message: "askingAgain",
    write: (tokens: Tokens) => messages.askingAgain(tokens, 29.2),
    ofOne: `${onlyOne} is still called alive within a minute of its DELETE: asking again for up to 30 s.`,
    ofTwo: `${both} are still called alive within a minute of their DELETE: asking again for up to 30 s.`,
  },
  {
    message: "revokedByRemoval",
    write: messages.revokedByRemoval,
    ofOne: `${onlyOne} was alive until now and was revoked for good by being taken out.`,
    ofTwo: `${both} were alive until now and were revoked for good by being taken out.`,
  },
])("the message $message reads in one wording for one token and for two", ({ write, ofOne, ofTwo }) => {
  expect([write(one), write(two)]).toEqual([ofOne, ofTwo]);
});
