import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { aliasFromTokenId } from "../../provider/datadog/token/token-id";
import { readReport } from "../../sdk/reports/read-report";
import { checkoutFolder } from "../support/engine/example-copy";
import {
  commitFiles,
  hidingPlaces,
  plantedRepository,
  type HidingPlace,
  type PlantedRepository,
} from "../support/leaks/planted-repository";
import { scanRepository } from "../support/leaks/scan-repository";

jest.setTimeout(60_000);

let folder: string;
let repository: PlantedRepository;

const idOf = (place: HidingPlace) => `00000000-0000-4000-8000-00000000000${hidingPlaces.indexOf(place)}`;
const textOf = (place: HidingPlace) =>
  `${place === "inJsonLog" ? "ddsat" : "ddpat"}_${aliasFromTokenId(idOf(place))}_${"a1B2".repeat(9)}`;
const noTokens = Object.fromEntries(hidingPlaces.map((place) => [place, "none"])) as Record<
  HidingPlace,
  string
>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gitleaks-"));
  const texts = Object.fromEntries(hidingPlaces.map((place) => [place, textOf(place)]));
  repository = plantedRepository(join(folder, "repository"), texts as Record<HidingPlace, string>);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const scan = async (format: "json" | "csv" | "sarif", ...more: string[]) => {
  const report = join(folder, `leaks${more.join("")}.${format}`);
  await scanRepository(repository.folder, report, ["--report-format", format, ...more]);
  return report;
};

test.each(["json", "csv", "sarif"] as const)(
  "gitleaks finds every planted token, and no decoy is taken for one, in %s",
  async (format) => {
    const { tokens, untold, problems } = await readReport(await scan(format));
    expect([...new Set(tokens.map(({ tokenId }) => tokenId))].sort()).toEqual(hidingPlaces.map(idOf));
    expect([untold, problems]).toEqual([[], []]);
    for (const { place, file, commit } of repository.planted) {
      expect(tokens).toContainEqual(
        expect.objectContaining({
          tokenId: idOf(place),
          kind: place === "inJsonLog" ? "service" : "personal",
          place: expect.objectContaining({ file, commit }) as object,
        }),
      );
    }
  },
);

test("of the decoys, only the one that no pattern can tell from a token is reported at all", async () => {
  const report = await readFile(await scan("json"), "utf8");
  for (const { text, matched } of repository.decoys) {
    expect([text, report.includes(text)]).toEqual([text, matched]);
  }
});

test("--redact leaves no alias, which is told; --redact=55 leaves the public portion, and no secret part", async () => {
  await expect(readReport(await scan("json", "--redact"))).rejects.toThrow("can't be told");
  const report = await scan("json", "--redact=55");
  const { tokens } = await readReport(report);
  expect([...new Set(tokens.map(({ tokenId }) => tokenId))].sort()).toEqual(hidingPlaces.map(idOf));
  const text = await readFile(report, "utf8");
  for (const { text: token } of repository.planted) {
    expect(text).toContain(`"Secret": "${token.slice(0, -36)}..."`);
  }
});

test("what gitleaks passes over of its own accord is found with the README's options for that", async () => {
  const token = (digit: string) => `ddpat_${"0".repeat(21)}${digit}_${"a1B2".repeat(9)}`;
  const leaky = join(folder, "leaky");
  plantedRepository(leaky, noTokens);
  commitFiles(leaky, "Leak where gitleaks does not look", {
    "package-lock.json": `${token("1")}\n`,
    "allowed.txt": `${token("2")} # gitleaks:allow\n`,
    "binary.db": `\0\n${token("3")}\n`,
    "utf-16.txt": Buffer.from(`\ufeff${token("4")}\n`, "utf16le"),
    "wrapped.txt": Buffer.from(`DD_APP_KEY=${token("5")}`)
      .toString("base64")
      .replace(/.{76}/, "$&\n"),
  });
  const rules = join(folder, "without-gitleaks-own.toml");
  const shipped = await readFile(join(checkoutFolder, "examples/scanners/gitleaks.toml"), "utf8");
  await writeFile(rules, shipped.replace("[extend]\nuseDefault = true\n", ""));

  const foundWith = async (...options: string[]) => {
    const report = join(folder, "leaky.json");
    await scanRepository(leaky, report, ["--report-format", "json", ...options]);
    const text = await readFile(report, "utf8");
    return ["1", "2", "3", "4", "5"].filter((digit) => text.includes(token(digit)));
  };
  expect(await foundWith()).toEqual([]);
  const logOptions = "--log-opts=--all --full-history -m --text";
  expect(await foundWith("--config", rules, "--ignore-gitleaks-allow", logOptions)).toEqual(["1", "2", "3"]);
});

test("neither the exit status nor the report tells that git itself failed", async () => {
  const report = join(folder, "nothing.json");
  await scanRepository(join(folder, "no-repository"), report);
  expect(JSON.parse(await readFile(report, "utf8"))).toEqual([]);
});

test("the options are those of the README", async () => {
  const readme = await readFile(join(checkoutFolder, "examples/scanners/README.md"), "utf8");
  expect(readme).toContain('--log-opts="--all --full-history -m"');
});
