/** The output of `pulumi up` that a README shows, but for the times. */
export function outputIn(readme: string): string {
  const shown = /```\n(Outputs:[^]*?)\n```/.exec(readme)?.[1];
  if (shown === undefined) {
    throw new Error(`There is no block of outputs in:\n${readme}`);
  }
  return shown
    .replace(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, '"<time>"')
    .replace(/ +$/gm, "")
    .trim();
}

/** The outputs that a run printed, as a README shows them. */
export function fenced(printed: string): string {
  return `\`\`\`\n${/Outputs:[^]*?(?=\n+Duration)/.exec(printed)?.[0] ?? ""}\n\`\`\``;
}
