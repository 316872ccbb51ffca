import fc from "fast-check";
import { errorsIn, isErrorBody } from "../../../../../provider/datadog/api/json-api";
import { anyText } from "../../../../support/any-text";

test.each([
  ["texts", { errors: ["Forbidden", "Really"] }, ["Forbidden", "Really"]],
  [
    "an object with title and detail",
    { errors: [{ title: "Forbidden", detail: "No such scope" }] },
    ["Forbidden: No such scope"],
  ],
  ["an object with a title alone", { errors: [{ title: "Forbidden", status: "403" }] }, ["Forbidden"]],
  ["an object with a detail alone", { errors: [{ detail: "No such scope" }] }, ["No such scope"]],
  [
    "a mixture, in which what says nothing is left out",
    { errors: ["a", "", null, 7, {}, [], { title: 7 }, "b"] },
    ["a", "b"],
  ],
])("errors are read from %s", (_name, body, errors) => {
  expect(errorsIn(JSON.stringify(body))).toEqual(errors);
  expect(isErrorBody(JSON.stringify(body))).toBe(true);
});

test.each([
  "",
  "<html>Too many requests</html>",
  "null",
  "[]",
  '"errors"',
  "{}",
  '{"errors":"Forbidden"}',
  '{"errors":{}}',
  '{"errors":[]}',
  '{"errors":[""," ",null,7,{}]}',
])("the body %j holds no errors of Datadog's", (body) => {
  expect(errorsIn(body)).toEqual([]);
  expect(isErrorBody(body)).toBe(false);
});

test("no body makes reading its errors fail", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        anyText(),
        fc.json(),
        fc.jsonValue().map((errors) => JSON.stringify({ errors })),
      ),
      (body) => errorsIn(body).every((words) => typeof words === "string"),
    ),
  );
});
