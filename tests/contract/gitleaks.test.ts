import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { aliasFromTokenId } from "../../provider/datadog";
import { readReport } from "../../sdk/leaks/read-report";
import { checkoutFolder } from "../support/example-copy";
import {
  hidingPlaces,
  plantedRepository,
  type HidingPlace,
  type PlantedRepository,
} from "../support/planted-repository";
import { scanRepository } from "../support/scan-repository";

jest.setTimeout(60_000);

let folder: string;
let repository: PlantedRepository;

const idOf = (place: HidingPlace) => `00000000-0000-4000-8000-00000000000${hidingPlaces.indexOf(place)}`;
const textOf = (place: HidingPlace) =>
  `${place === "inJsonLog" ? "ddsat" : "ddpat"}_${aliasFromTokenId(idOf(place))}_${"a1B2".repeat(9)}`;

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
    const { tokens, redacted } = await readReport(await scan(format));
    expect([...new Set(tokens.map(({ tokenId }) => tokenId))].sort()).toEqual(hidingPlaces.map(idOf));
    expect(redacted).toEqual([]);
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
  for (const { text, matched } of repository.decoys)
    expect([text, report.includes(text)]).toEqual([text, matched]);
});

test("--redact leaves no alias, which is told; --redact=50 leaves it", async () => {
  await expect(readReport(await scan("json", "--redact"))).rejects.toThrow("is redacted");
  const { tokens } = await readReport(await scan("json", "--redact=50"));
  expect(tokens.map(({ tokenId }) => tokenId)).toContain(idOf("inHistory"));
});

test("the options are those of the README", async () => {
  const readme = await readFile(join(checkoutFolder, "examples/scanners/README.md"), "utf8");
  expect(readme).toContain('--log-opts="--all --full-history -m"');
});
