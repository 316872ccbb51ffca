import {
  PersonalAccessTokenRevocation,
  PersonalAccessTokenRevocationBatch,
  RevocationList,
  ServiceAccessTokenRevocation,
} from "../../../../sdk";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";

/** Each class, as a program that no compiler looks at uses it. */
const classes: { kind: string; create: (args: object) => unknown; mistakes: object[] }[] = [
  {
    kind: "PersonalAccessTokenRevocation",
    create: (args) => new PersonalAccessTokenRevocation("leak", { tokenId, ...args }),
    mistakes: [{ revokeon: "delete" }, { tokenIds: [tokenId] }, { onNotfound: "fail" }, { toString: "x" }],
  },
  {
    kind: "ServiceAccessTokenRevocation",
    create: (args) => new ServiceAccessTokenRevocation("leak", { tokenId, ...args }),
    mistakes: [{ serviceAccountID: tokenId }, { constructor: "x" }],
  },
  {
    kind: "PersonalAccessTokenRevocationBatch",
    create: (args) => new PersonalAccessTokenRevocationBatch("leak", { ...args }),
    mistakes: [{ tokenId }, { tokenIDs: [tokenId] }, { revocations: { [tokenId]: {} } }],
  },
  {
    kind: "RevocationList",
    create: (args) => new RevocationList("leak", { file: "not-there.yaml", ...args }),
    mistakes: [{ revokeOn: "delete" }, { text: "revocations: []" }],
  },
];
const rows = classes.flatMap(({ mistakes, ...each }) => mistakes.map((mistake) => ({ ...each, mistake })));

test.each(rows)("$kind refuses $mistake, which it would pass over", ({ create, mistake }) => {
  const [argument = ""] = Object.keys(mistake);
  expect(() => create(mistake)).toThrow(
    `The resource "leak" is given what it does not know: ${argument}. It takes `,
  );
});

test("an argument that is undefined is left out, whatever its name", () => {
  expect(() => classes[0]?.create({ revokeon: undefined })).not.toThrow("does not know");
});

test("a token's text in the place of an argument's name is not shown", () => {
  const text = `ddpat_1dm1op4lL89nV8pt94Tdk8_${"a1B2".repeat(9)}`;
  const create = () => classes[2]?.create({ [text]: true });
  expect(create).toThrow("is given what it does not know");
  expect(create).not.toThrow("a1B2a1B2");
});
