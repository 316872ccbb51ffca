import { gzipSync } from "node:zlib";
import type { ReportError } from "../../../../sdk/reports/findings/report-error";
import { leakOf } from "../../../fixtures/reports/leak";
import { readBytes } from "../../../fixtures/reports/read-text";
import { zipOf } from "../../../fixtures/reports/zip-archive";

const leak = leakOf();
const { text, tokenId, publicPortion, secret } = leak;
const json = JSON.stringify;
const base64 = (given: string | Buffer) => Buffer.from(given).toString("base64");
const settings = `DD_SITE=datadoghq.eu\nDD_APP_KEY=${text}\nOTHER=1\n`;
const release = base64(base64(gzipSync(json({ config: { token: text } }))));
const inMail = (encoded: string) =>
  `Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n${encoded.replaceAll(/.{76}/g, "$&\r\n")}\r\n--x--\r\n`;
const bytes = [...Buffer.from(`\u001b[31mtoken ${text}\u001b[m`)];

test.each([
  [
    "a HAR file's response in base64",
    json({ log: { entries: [{ response: { content: { text: base64(settings) } } }] } }),
  ],
  [
    "a notebook's output",
    json({ cells: [{ outputs: [{ "text/html": [text.replaceAll("_", "&#95;")] }] }] }, null, 1),
  ],
  [
    "a Postman collection",
    json({ item: [{ request: { auth: { bearer: [{ key: "token", value: text }] } } }] }),
  ],
  ["a line of journald's JSON, in bytes", `${json({ MESSAGE: bytes, _PID: "1" })}\n`],
  ["a Buffer of Node.js in JSON", json({ body: Buffer.from(`token ${text}`) }, null, 2)],
  [
    "a plan of Terraform, in user data",
    json({ values: { user_data: base64(`#!/bin/sh\nexport T=${text}`) } }),
  ],
  ["a Secret's stringData", `kind: Secret\nstringData:\n  token: >-\n    ${text}\n`],
  ["a release of Helm", `kind: Secret\ndata:\n  release: ${release}\n`],
  ["a release of Helm in JSON", json({ kind: "Secret", data: { release } })],
  [
    "a log of GitHub Actions",
    zipOf([{ name: "1_build.txt", text: `2026-11-28T10:00:00.1Z \u001b[36m${text}\n` }]),
  ],
  [
    "an export of Slack",
    json([{ text: `<https://x.example/?t=${text.replaceAll("_", "%5F")}&amp;b=1|link>` }]),
  ],
  ["a text of Jira", `{code:java}\nString t = "${text.replaceAll("_", String.raw`\_`)}";\n{code}\n`],
  ["a mail in base64", inMail(base64(`Hello\r\n\r\nthe token is ${text}\r\n`))],
  ["a mail's packed attachment", inMail(base64(gzipSync(settings)))],
  ["a mail's archive", inMail(base64(zipOf([{ name: "settings.env", text: settings }])))],
  ["a state of Pulumi, in plain text", json({ inputs: { token: { plaintext: json(text) } } })],
  ["a PDF, in the clear", `%PDF-1.7\nstream\nBT (token ${text}) Tj ET\nendstream\n`],
])("a token is found in %s", async (_, given) => {
  const { tokens } = await readBytes(Buffer.from(given));
  expect(tokens).toContainEqual(expect.objectContaining({ tokenId }));
});

const messageOf = (said: object) => (said instanceof Error ? said.message : json(said));
const alias = publicPortion.slice("ddpat_".length);

test.each([
  ["two texts of Jira's document", json([{ text: "ddpat_" }, { type: "text", text: `${alias}_${secret}` }])],
  ["two texts, the second with the underscore", json([{ text: "ddpat" }, { text: `_${alias}_${secret}` }])],
  ["a document of Word", `<w:r><w:t>ddpat_</w:t></w:r><w:r><w:t>${alias}_${secret}</w:t></w:r>`],
  ["cells of a table", `<td>ddpat_</td><td>${alias}</td><td>_${secret}</td>`],
  ["source text that puts it together", `const t = "ddpat_" + "${alias}" + "_${secret}";`],
  ["LaTeX", String.raw`ddpat\textunderscore ${alias}\textunderscore ${secret}`],
])("a token in pieces is said, and none of its secret part shown: %s", async (_, given) => {
  const said = await readBytes(Buffer.from(given)).catch((error: unknown) => error as ReportError);
  expect(said).toMatchObject({ holdsNoToken: false });
  expect(messageOf(said)).not.toContain(secret.slice(0, 12));
});

test("what explains the prefix beside a whole token is no second one", async () => {
  const { tokens, untold } = await readBytes(Buffer.from(`A token begins with "ddpat_": ${text} is one.\n`));
  expect(tokens).toMatchObject([{ tokenId }]);
  expect(untold).toEqual([]);
});

test("a PDF in which nothing was found is said: its text is packed", async () => {
  const said = await readBytes(
    Buffer.from("%PDF-1.4\n1 0 obj\nstream\nBT [(a)-20(b)] TJ ET\nendstream\n"),
  ).catch((error: unknown) => error as ReportError);
  expect(said).toMatchObject({ holdsNoToken: false });
  expect(messageOf(said)).toContain("It is a PDF");
});
