import * as fc from "fast-check";
import { onNotFoundValues, revokeOnValues } from "../../../provider/schema/options";
import { cast } from "../world/cast";
import { organizations } from "../world/token";
import { command, type Command } from "./command";
import { edited, isTaken, moved, uniqueOf, withProgram } from "./program-edits";
import { names, type Options } from "./story";

const place = fc.nat(3);
const tokenIds = cast.map(({ id }) => id);
/** Service tokens and slips of the pen are rare. */
const tokenId = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...tokenIds.slice(0, 7)) },
  { weight: 1, arbitrary: fc.constantFrom(...tokenIds.slice(7)) },
);
const revokeOn = fc.constantFrom(...revokeOnValues);
const onNotFound = fc.oneof(
  { weight: 4, arbitrary: fc.constant(onNotFoundValues[0]) },
  { weight: 1, arbitrary: fc.constant(onNotFoundValues[1]) },
);
const verify = fc.oneof(
  { weight: 5, arbitrary: fc.constant(true) },
  { weight: 1, arbitrary: fc.constant(false) },
);
const type = fc.constantFrom("single" as const, "batch" as const, "list" as const);

interface Word {
  tokenId: string;
  options: Options;
}

const word: fc.Arbitrary<Word> = fc
  .record({
    tokenId,
    place: fc.constantFrom(
      "own site",
      "own site",
      "own site",
      "own site",
      "the resource's",
      "the other site",
    ),
    revokeOn: fc.option(revokeOn, { nil: undefined }),
    onNotFound: fc.option(onNotFound, { nil: undefined }),
  })
  .map(({ tokenId: id, place: where, revokeOn: when, onNotFound: how }) => ({
    tokenId: id,
    options: {
      ...(where !== "the resource's" && { site: siteOf(id, where === "the other site") }),
      ...(when && { revokeOn: when }),
      ...(how && { onNotFound: how }),
    },
  }));

const site = fc.oneof(
  { weight: 4, arbitrary: fc.constant("datadoghq.com" as const) },
  { weight: 1, arbitrary: fc.constant("datadoghq.eu" as const) },
);
const options = fc.record({ site, revokeOn, onNotFound, verify });

/** Everything that a person does to a program. */
export const programCommands: readonly fc.WeightedArbitrary<Command>[] = [
  {
    weight: 6,
    arbitrary: fc
      .tuple(place, type, options, fc.array(word, { minLength: 1, maxLength: 7 }))
      .map(([at, kind, defaults, words]) =>
        command(`declare: ${names[at]} ${kind} ${JSON.stringify({ defaults, words })}`, (story) => {
          const name = names[at];
          const tokens = kind === "single" ? words.slice(0, 1) : uniqueOf(words);
          return name === undefined || isTaken(story, name)
            ? undefined
            : withProgram(story, [...story.program, { name, type: kind, options: defaults, tokens }]);
        }),
      ),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(place, options).map(([at, defaults]) =>
      command(`edit: ${at} ${JSON.stringify(defaults)}`, (story) =>
        edited(story, at, (written) => ({
          ...written,
          options: defaults,
          tokens: written.tokens.map(({ tokenId: id, options: { site } }) => ({
            tokenId: id,
            options: site ? { site } : {},
          })),
        })),
      ),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(place, word).map(([at, added]) =>
      command(`set token: ${at} ${JSON.stringify(added)}`, (story) =>
        edited(story, at, (written) => ({
          ...written,
          tokens: written.type === "single" ? [added] : uniqueOf([...written.tokens, added]),
        })),
      ),
    ),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(place, place)
      .map(([at, which]) =>
        command(`drop token: ${at} ${which}`, (story) =>
          edited(story, at, (written) =>
            written.type === "single" || written.tokens.length === 0
              ? undefined
              : { ...written, tokens: written.tokens.toSpliced(which % written.tokens.length, 1) },
          ),
        ),
      ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(place, place).map(([at, to]) =>
      command(`rename: ${at} ${names[to]}`, (story) =>
        edited(story, at, (written) => {
          const name = names[to];
          return name === undefined || isTaken(story, name) ? undefined : { ...written, name };
        }),
      ),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(place, place).map(([at, to]) =>
      command(`rename with an alias: ${at} ${names[to]}`, (story) =>
        edited(story, at, (written) => {
          const name = names[to];
          return name === undefined || isTaken(story, name)
            ? undefined
            : { ...written, name, aliases: [...(written.aliases ?? []), written.name] };
        }),
      ),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(place, place, place)
      .map(([from, to, which]) =>
        command(`move token: ${from} ${to} ${which}`, (story) => moved(story, from, to, which)),
      ),
  },
  {
    weight: 2,
    arbitrary: place.map((at) =>
      command(`remove: ${at}`, (story) =>
        story.program.length === 0
          ? undefined
          : withProgram(story, story.program.toSpliced(at % story.program.length, 1)),
      ),
    ),
  },
];

function siteOf(id: string, isWrong: boolean) {
  const home = cast.find((each) => each.id === id)?.home ?? "a";
  return (organizations[home].site === "datadoghq.com") === isWrong ? "datadoghq.eu" : "datadoghq.com";
}
