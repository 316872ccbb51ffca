import {
  RevocationListRecordProvider,
  takenOut,
  type DeclaredRevocation,
} from "../../../../provider/resources/revocation-list-record";
import { Session } from "../../../../provider/session/session";

const recordOf = (declared: Record<string, DeclaredRevocation>) => ({ file: "revocations.yaml", declared });
const id = "35ef7728-4761-41dd-8a7b-f1112a26f840";

function providerWithMessages() {
  const messages: string[] = [];
  const log = {
    warn: () => Promise.resolve(),
    info: (message: string) => Promise.resolve(void messages.push(message)),
  };
  return { provider: new RevocationListRecordProvider(new Session({ log, environment: {} })), messages };
}

test.each<[DeclaredRevocation, string]>([
  [
    { revokeOn: "both" },
    "its token stays revoked, since Datadog has no way back; one more DELETE makes sure, then the record leaves the state.",
  ],
  [
    { revokeOn: "create" },
    "its token stays revoked, since Datadog has no way back; no request is sent, and the record leaves the state.",
  ],
  [{ revokeOn: "delete" }, "its token had been left alive until now, and this revokes it for good."],
  [
    { revokeOn: "both", tokens: 1200 },
    "its 1,200 tokens stay revoked, since Datadog has no way back; one more DELETE makes sure, then the record leaves the state.",
  ],
  [
    { revokeOn: "delete", tokens: 2 },
    "its 2 tokens had been left alive until now, and this revokes them for good.",
  ],
])("of %j, taken out, is said what becomes of it", (declared, consequence) => {
  expect(takenOut(recordOf({ [id]: declared }), recordOf({}))).toEqual([
    `${id} is taken out of revocations.yaml: ${consequence}`,
  ]);
});

test("nothing is said of what stays, changes or is new", () => {
  const olds = recordOf({ a: { revokeOn: "both" }, b: { revokeOn: "delete" } });
  const news = recordOf({ b: { revokeOn: "both" }, a: { revokeOn: "both" }, c: { revokeOn: "create" } });
  expect(takenOut(olds, news)).toEqual([]);
});

test("a preview says what is taken out, and another order is no change", async () => {
  const { provider, messages } = providerWithMessages();
  const olds = recordOf({ a: { revokeOn: "both" }, b: { revokeOn: "both" } });
  expect(
    await provider.diff("list", olds, recordOf({ b: { revokeOn: "both" }, a: { revokeOn: "both" } })),
  ).toEqual({
    changes: false,
  });
  expect(messages).toEqual([]);
  expect(await provider.diff("list", olds, recordOf({ a: { revokeOn: "both" } }))).toEqual({ changes: true });
  expect(messages).toHaveLength(1);
});

test("what is kept is the file and what it declared, and nothing that the engine adds", async () => {
  const { provider } = providerWithMessages();
  const inputs = {
    ...recordOf({ b: { revokeOn: "both" }, a: { revokeOn: "both", tokens: 3 } }),
    __provider: "x",
  };
  const kept = {
    file: "revocations.yaml",
    declared: { a: { revokeOn: "both", tokens: 3 }, b: { revokeOn: "both" } },
  };
  const { outs } = await provider.create(inputs);
  expect(outs).toEqual(kept);
  expect(await provider.update("list", kept as never, inputs)).toEqual({ outs: kept });
  expect(await provider.read("list", kept as never)).toEqual({ id: "list", props: kept });
});
