import type {
  PolicyProviderResource,
  PolicyResource,
  PolicyResourceOptions,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";

// Exported for tests such as these; its declarations leave it out.
const { unknownCheckingProxy } = require("@pulumi/policy") as {
  unknownCheckingProxy: <Props extends object>(props: Props) => Props;
};

/** The stand-in for a text that is not known yet in a preview. */
export const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A resource as a policy is shown it: of a revocation's type, if nothing else is said. */
export interface ShownResource {
  props?: Record<string, unknown>;
  type?: string;
  name?: string;
  stack?: string;
  ignoreChanges?: string[];
  /** The one that serves the resource, if a policy is shown it. */
  provider?: Pick<PolicyProviderResource, "type" | "name" | "props">;
}

/**
 * The violations that a policy finds in a resource's inputs, with the defaults of its configuration.
 *
 * @param onViolation - is told each one at once: what was said before the policy ended at an unknown value.
 */
export async function resourceViolations(
  policy: ResourceValidationPolicy,
  shown: ShownResource,
  config: Record<string, unknown> = {},
  onViolation: (message: string) => void = () => undefined,
): Promise<string[]> {
  const violations: string[] = [];
  const validations = [policy.validateResource ?? []].flat();
  if (validations.length === 0) {
    throw new Error(`The policy ${policy.name} validates no resources.`);
  }
  for (const validate of validations) {
    const { provider } = shown;
    const args: ResourceValidationArgs = {
      ...resourceOf(shown),
      ...surroundings(policy, config),
      ...(provider !== undefined && { provider: { urn: "", ...provider } }),
    };
    await validate(args, (message) => {
      violations.push(message);
      onViolation(message);
    });
  }
  return violations;
}

/** The violations that a policy finds in a stack's outputs, and of which resource: its name, or undefined for the stack. */
export async function stackViolations(
  policy: StackValidationPolicy,
  shown: readonly ShownResource[],
  config: Record<string, unknown> = {},
): Promise<{ message: string; resource: string | undefined }[]> {
  const violations: { message: string; resource: string | undefined }[] = [];
  const resources: PolicyResource[] = shown.map((each) => ({
    ...resourceOf(each),
    dependencies: [],
    propertyDependencies: {},
    asType: () => undefined,
  }));
  const args: StackValidationArgs = { resources, ...surroundings(policy, config) };
  await policy.validateStack(args, (message, urn) => {
    violations.push({ message, resource: urn?.split("::").at(-1) });
  });
  return violations;
}

const options: PolicyResourceOptions = {
  protect: false,
  ignoreChanges: [],
  aliases: [],
  customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
  additionalSecretOutputs: [],
};

function resourceOf({
  type = "pulumi-nodejs:dynamic/datadog:PersonalAccessTokenRevocation",
  name = "leaked-in-ci",
  stack = "prod",
  props = {},
  ignoreChanges = [],
}: ShownResource) {
  return {
    type,
    name,
    urn: `urn:pulumi:${stack}::incidents::${type}::${name}`,
    props: unknownCheckingProxy(props),
    opts: { ...options, ignoreChanges },
    isType: () => false,
    asType: () => undefined,
  };
}

/** The engine fills the defaults in, as the schema of the configuration says them. */
function surroundings(
  { configSchema }: ResourceValidationPolicy | StackValidationPolicy,
  config: Record<string, unknown>,
) {
  const defaults = Object.entries(configSchema?.properties ?? {}).map(([key, schema]) => [
    key,
    schema.default,
  ]);
  const complete: unknown = { ...Object.fromEntries(defaults), ...config };
  return {
    stackTags: new Map<string, string>(),
    getConfig: () => complete as never,
    notApplicable: (): never => {
      throw new Error("The policy says that it does not apply.");
    },
  };
}
