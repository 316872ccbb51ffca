import type { CustomResourceOptions } from "@pulumi/pulumi";
import {
  PersonalAccessTokenRevocation,
  PersonalAccessTokenRevocationBatch,
  RevocationList,
} from "../../../../sdk";
import { refuseIgnoredChanges } from "../../../../sdk/resources/ignored-changes";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const properties = [
  ...["tokenId", "token", "tokenIds", "tokens", "revocations", "file", "text"],
  ...["site", "account", "kind", "serviceAccountId", "revokeOn", "*"],
];
const paths = [
  ...properties,
  ...properties.map((property) => `["${property}"]`),
  "[*]",
  "tokenIds[0]",
  "tokens[*]",
  `revocations["${tokenId}"]`,
  `revocations["${tokenId}"].site`,
  `revocations.${tokenId}.revokeOn`,
  `["revocations"]["${tokenId}"]`,
];

const classes: { kind: string; create: (name: string, opts: CustomResourceOptions) => unknown }[] = [
  {
    kind: "PersonalAccessTokenRevocation",
    create: (name, opts) => new PersonalAccessTokenRevocation(name, { tokenId }, opts),
  },
  {
    kind: "PersonalAccessTokenRevocationBatch",
    create: (name, opts) => new PersonalAccessTokenRevocationBatch(name, { tokenIds: [tokenId] }, opts),
  },
  {
    kind: "RevocationList",
    create: (name, opts) => new RevocationList(name, { file: "not-there.yaml" }, opts),
  },
];

test.each(classes.flatMap((each) => paths.map((path) => ({ ...each, path }))))(
  "ignoreChanges of $path is refused by $kind: what is declared later would live",
  ({ create, path }) => {
    expect(() => create("leaked", { ignoreChanges: ["reason", path] })).toThrow(
      `The resource "leaked" has ignoreChanges: ["${path}"]: a token that is declared later would not be revoked, and Pulumi would call that unchanged. Leave it out.`,
    );
  },
);

test.each([undefined, [], ["reason", "ticket", "onNotFound", "verify", "evidence", "siteOfSomething", ""]])(
  "ignoreChanges of %j is the program's own affair",
  (ignoreChanges) => {
    const opts = ignoreChanges === undefined ? {} : { ignoreChanges };
    expect(() => {
      refuseIgnoredChanges("leaked", opts);
    }).not.toThrow();
    expect(() => {
      refuseIgnoredChanges("leaked", undefined);
    }).not.toThrow();
  },
);
