import { withoutAddressCredentials } from "../../../../../cli/gitops/credentials/address-credentials";

test.each([
  ['"postgres://ci:secret@db.example:5432/state": refused', '"postgres://…@db.example:5432/state": refused'],
  ["postgres://ci:p@ss:w@rd@db.example/state", "postgres://…@db.example/state"],
  [
    '"postgres://db.example/state?user=ci&password=secret&sslmode=disable": refused',
    '"postgres://db.example/state?user=ci&password=…&sslmode=disable": refused',
  ],
  ["two: https://a:b@c.example/x and git://d@e.example", "two: https://…@c.example/x and git://…@e.example"],
])("the credentials in an address are not told: %s", (text, shown) => {
  expect(withoutAddressCredentials(text)).toBe(shown);
});

test.each(["https://app.pulumi.com/acme by ann@acme.example", "file:///home/ci@acme/state", "a //comment"])(
  "an address without any stays: %s",
  (text) => {
    expect(withoutAddressCredentials(text)).toBe(text);
  },
);
