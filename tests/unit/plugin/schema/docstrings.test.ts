import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createSourceFile, forEachChild, getTextOfJSDocComment, ScriptTarget, type Node } from "typescript";
import * as ts from "typescript";
import { resourceArguments } from "../../../../plugin/schema/arguments";
import type { Property } from "../../../../plugin/schema/property";

const folder = join(__dirname, "../../../../sdk/resources");

/** The docstrings of an interface's members, each with what it says of the default. */
function docstringsOf(file: string, name: string): Map<string, Pick<Property, "description" | "defaultsTo">> {
  const source = createSourceFile(file, readFileSync(join(folder, file), "utf8"), ScriptTarget.Latest, true);
  const docs = new Map<string, Pick<Property, "description" | "defaultsTo">>();
  const visit = (node: Node): void => {
    if (ts.isInterfaceDeclaration(node) && node.name.text === name) {
      for (const member of node.members) {
        const [doc] = ts.getJSDocCommentsAndTags(member).filter(ts.isJSDoc);
        const [tag] = ts.getJSDocTags(member).filter(({ tagName }) => tagName.text === "defaultValue");
        const defaultsTo = tag && oneLine(getTextOfJSDocComment(tag.comment) ?? "");
        docs.set(member.name?.getText() ?? "", {
          description: oneLine(getTextOfJSDocComment(doc?.comment) ?? ""),
          ...(defaultsTo !== undefined && { defaultsTo }),
        });
      }
    }
    forEachChild(node, visit);
  };
  visit(source);
  return docs;
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

test.each([
  ["option-args.ts", "RevocationOptionArgs", resourceArguments.single],
  ["personal-access-token-revocation.ts", "PersonalAccessTokenRevocationArgs", resourceArguments.single],
  ["service-access-token-revocation.ts", "ServiceAccessTokenRevocationArgs", resourceArguments.service],
  [
    "personal-access-token-revocation-batch.ts",
    "PersonalAccessTokenRevocationBatchArgs",
    resourceArguments.batch,
  ],
  ["revocation-list.ts", "RevocationListArgs", resourceArguments.list],
] as const)("the schema says of each argument in %s what %s says", (file, name, table) => {
  const docs = docstringsOf(file, name);
  expect(docs.size).toBeGreaterThan(0);
  for (const [argument, { description, defaultsTo }] of docs) {
    const { type: _, secret: __, ...said } = (table as Readonly<Record<string, Property>>)[argument] ?? {};
    expect({ argument, ...said }).toEqual({
      argument,
      description,
      ...(defaultsTo !== undefined && { defaultsTo }),
    });
  }
});
