import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A secret-scanning alert as GitHub answers it, as far as it is read here. */
export const alertOf = (number: number, secret: string) => ({
  number,
  secret_type: "datadog_personal_access_token",
  secret,
  html_url: `https://github.com/acme/app/security/secret-scanning/${number}`,
});

/** GitHub's part of a test: what it knows and what it is asked, in files that the stand-ins for `gh` and for its actions read and write. */
export class GitHubStandIn {
  readonly environment: Readonly<
    Record<"GH_CALLS" | "OPEN_ALERTS" | "EARLIER_COMMENTS" | "ARTIFACT", string>
  >;

  constructor(folder: string) {
    this.environment = {
      GH_CALLS: join(folder, "gh-calls"),
      OPEN_ALERTS: join(folder, "open-alerts.json"),
      EARLIER_COMMENTS: join(folder, "comments.json"),
      ARTIFACT: join(folder, "artifact"),
    };
  }

  /** The calls of `gh` that change something, one argument list each; the text of a body in place of its file. */
  async calls(): Promise<string[][]> {
    const recorded = await readFile(this.environment.GH_CALLS, "utf8").catch(() => "");
    return recorded
      .split("\0\n")
      .filter((call) => call !== "")
      .map((call) => call.split("\0"));
  }

  /** Sets GitHub's answer to who asks for the open secret-scanning alerts, or for one of them. */
  async openAlerts(alerts: object[]): Promise<void> {
    await writeFile(this.environment.OPEN_ALERTS, JSON.stringify(alerts));
  }

  /** Sets GitHub's answer to who asks for the comments of a pull request. */
  async earlierComments(comments: object[]): Promise<void> {
    await writeFile(this.environment.EARLIER_COMMENTS, JSON.stringify([comments]));
  }

  /** The text of the file that was kept last. */
  artifact(): Promise<string> {
    return readFile(this.environment.ARTIFACT, "utf8");
  }
}
