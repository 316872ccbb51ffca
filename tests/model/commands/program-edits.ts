import type { Story, Written } from "./story";

/** Tells whether a resource has a name, or had it and still answers to it. */
export function isTaken({ program }: Story, name: string): boolean {
  return program.some((each) => each.name === name || each.aliases?.includes(name));
}

export function withProgram(story: Story, program: readonly Written[]): Story {
  return { ...story, program };
}

export function edited(
  story: Story,
  at: number,
  edit: (written: Written) => Written | undefined,
): Story | undefined {
  const index = at % story.program.length;
  const written = story.program[index];
  const after = written && edit(written);
  return after && withProgram(story, story.program.with(index, after));
}

export function moved(story: Story, from: number, to: number, which: number): Story | undefined {
  const { program } = story;
  const [source, target] = [program[from % program.length], program[to % program.length]];
  if (!source || !target || source === target || source.type === "single" || target.type === "single") {
    return undefined;
  }
  const token = source.tokens[which % source.tokens.length];
  return (
    token &&
    withProgram(
      story,
      program.map((written) => {
        if (written === source) {
          return { ...written, tokens: written.tokens.filter((each) => each !== token) };
        }
        return written === target ? { ...written, tokens: uniqueOf([...written.tokens, token]) } : written;
      }),
    )
  );
}

/** The words about each token, of two about one the last. */
export function uniqueOf<Word extends { tokenId: string }>(words: readonly Word[]): Word[] {
  return [...new Map(words.map((each) => [each.tokenId, each])).values()];
}
