import packageJson from "../../../../../package.json";
import { packageVersion } from "../../../../../provider/datadog/http/package-version";

test("the version is that of the package", () => {
  expect(packageVersion()).toBe(packageJson.version);
});
