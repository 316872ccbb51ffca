/** States of a stack and reports, for the tests of `proof`. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { batchStateOf } from "../../../../provider/schema/batch-state";
import type { RevocationRecord } from "../../../../provider/schema/revocation-record";
import { inputsOf } from "../../../support/lifecycle/batch-under-test";
import { standardOptions } from "../../../support/lifecycle/resource-under-test";

export const token = "ddpat_1dm1op4lL89nV8pt94Tdk8";
const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
export const other = "ddpat_2ySDERb6wx1YqV1udJl61q";
export const otherId = "61c07794-df2a-4403-a6ad-caa6bb70dae2";
export const organization = "8dee7c38-00cb-11ea-a77b-8b5a08d3b091";
export const secret = "a1B2".repeat(9);
export const [at, later] = ["2026-11-25T10:00:00.000Z", "2026-11-25T10:00:01.000Z"] as const;

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), "gitops-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

export async function reportOf(text: string): Promise<string> {
  const file = join(folder, "report.log");
  await writeFile(file, text);
  return file;
}

const { verify: _, ...declared } = standardOptions;
export type Words = Partial<RevocationRecord> & Pick<RevocationRecord, "status">;
export const recordOf = (words: Words): RevocationRecord => ({ ...declared, tokenId, ...words });

export const resource = (
  outputs: object,
  { type = "PersonalAccessTokenRevocation", name = "leaked" } = {},
) => ({
  type: `pulumi-nodejs:dynamic/datadog:${type}`,
  urn: `urn:pulumi:prod::incident::pulumi-nodejs:dynamic/datadog:${type}::${name}`,
  outputs,
});
export const single = (words: Words, name?: string) =>
  resource(recordOf(words), name === undefined ? {} : { name });
export const batch = (records: RevocationRecord[], type = "RevocationList") =>
  resource(batchStateOf(inputsOf(records.map((record) => record.tokenId)), {}, records), {
    type,
    name: "incident",
  });
export const exported = (...resources: object[]) => ({
  "pulumi stack": [{ stdout: JSON.stringify({ deployment: { resources } }) }],
});

export const proven = { status: "revoked", revokedAt: at, verifiedAt: later, organization } as const;
export const accepted = { status: "alreadyRevoked", notFoundAt: at, organization } as const;
export const name = `${token} (${tokenId})`;
export const where = `on datadoghq.eu, organisation ${organization}, by leaked`;

/** An open secret-scanning alert of GitHub. */
export const alert = (number: number, found: string, more: object = {}) => ({
  number,
  secret_type: "datadog_personal_access_token",
  secret: found,
  html_url: `https://github.com/acme/app/security/secret-scanning/${number}`,
  ...more,
});
