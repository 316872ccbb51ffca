import fc from "fast-check";
import * as everything from "fast-check";

test.each([
  ["by its default", fc],
  ["by its names", everything],
])(
  "properties have a seed that stands in the repository, however fast-check is imported: %s",
  (_how, lib) => {
    const { PROPERTY_SEED: asked = "20261128" } = process.env;
    expect(lib.readConfigureGlobal()).toEqual(asked === "random" ? {} : { seed: Number(asked) });
    const [first, second] = [lib.sample(lib.string()), lib.sample(lib.string())];
    expect(second).toEqual(first);
  },
);
