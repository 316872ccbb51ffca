import { omitUndefined } from "../../../../../provider/datadog/token/omit-undefined";

test("properties that are undefined are left out, and no others", () => {
  const token = omitUndefined({
    tokenId: "a",
    name: undefined,
    total: 0,
    owner: null,
    text: "",
    isOld: false,
  });
  expect(Object.entries(token)).toEqual([
    ["tokenId", "a"],
    ["total", 0],
    ["owner", null],
    ["text", ""],
    ["isOld", false],
  ]);
});

test("a property that may be undefined becomes an optional one", () => {
  const name = ["deploy"].at(1);
  const token: { tokenId: string; name?: string } = omitUndefined({ tokenId: "a", name });
  expect("name" in token).toBe(false);
});

test("the object itself is left as it is", () => {
  const object = { name: undefined };
  omitUndefined(object);
  expect("name" in object).toBe(true);
});
