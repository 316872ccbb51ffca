/** Variables of a pipeline, by name; one that is not set is null to GitLab. */
export type Variables = Readonly<Record<string, string>>;

/** What the examples use of `rules`. */
export interface Rule {
  if: string;
  when?: string;
}

/** A `.gitlab-ci.yml`, as far as it says which jobs an event runs. */
export interface Pipeline {
  workflow: { rules: Rule[] };
  [name: string]: unknown;
}

const term = /^(\$\w+)(?: (==|!=|=~) ("[^"]*"|\$\w+|\/.+\/))?$/;

/**
 * Whether a rule's expression holds, for those expressions that the examples use: a variable, `==`, `!=`, `=~`, joined
 * by `&&` (docs.gitlab.com/ci/jobs/job_rules).
 *
 * @throws Error where the expression is of another kind, rather than a guess.
 */
export function ruleHolds(expression: string, variables: Variables): boolean {
  const valueOf = (operand: string): string | undefined =>
    operand.startsWith("$") ? variables[operand.slice(1)] : operand.slice(1, -1);
  return expression.split(" && ").every((part) => {
    const [, left = "", operator, right = ""] = term.exec(part) ?? [];
    if (left === "") {
      throw new Error(`This test doesn't read the expression "${part}".`);
    }
    if (operator === undefined) {
      return (valueOf(left) ?? "") !== "";
    }
    if (operator === "=~") {
      return new RegExp(right.slice(1, -1)).test(valueOf(left) ?? "");
    }
    return (valueOf(left) === valueOf(right)) === (operator === "==");
  });
}

/** The names of the jobs that a pipeline with these variables has; undefined where GitLab makes no pipeline of it. */
export function jobsOf(pipeline: Pipeline, variables: Variables): string[] | undefined {
  const firstThatHolds = (rules: readonly Rule[]) => rules.find((rule) => ruleHolds(rule.if, variables));
  const isMade = (rules: readonly Rule[]) => {
    const rule = firstThatHolds(rules);
    return rule !== undefined && rule.when !== "never";
  };
  if (!isMade(pipeline.workflow.rules)) {
    return undefined;
  }
  return Object.entries(pipeline).flatMap(([name, job]) =>
    isJob(name, job) && isMade(job.rules) ? [name] : [],
  );
}

function isJob(name: string, value: unknown): value is { rules: Rule[] } {
  return name !== "workflow" && typeof value === "object" && value !== null && "rules" in value;
}
