import { access, mkdtemp, readFile, readdir, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { callTool, writeCommand, type Outcome } from "../tool-process";

const checkout = resolve(__dirname, "../../../..");

let folder: string;
let commands: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "python-client-tool-")));
  commands = join(folder, "commands");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** On a machine that has only the commands that a test has written, and a shell's own. */
function findClient(): Promise<Outcome> {
  const environment = { PATH: commands, SHELL_PATH: ["/usr/bin", "/bin"].join(delimiter) };
  const surroundings = { checkout, environment, cache: join(folder, "cache") };
  const args = [surroundings];
  return callTool("python/datadog-python-client.mjs", "findDatadogPythonClient", args, environment);
}

/**
 * A stand-in for Python: tells its version, makes a virtual environment whose Python is itself, notes what pip is told,
 * and knows the client's version.
 */
const workingPython = (version: string) => `PATH="$SHELL_PATH"
here="$(dirname "$0")"
case "$*" in
  *platform.python_version*) echo "${version} $0" ;;
  "-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
  "-m pip "*) echo "$*" > "$here/../../pip" ;;
  *__version__*) echo 2.62.0 ;;
esac`;

/** The same where the script that it starts needs \`dirname\`, as a machine has it. */
async function withDirname(): Promise<void> {
  await writeCommand(commands, "dirname", '/usr/bin/dirname "$@"');
}

test("the client is installed once, from wheels whose hashes are pinned", async () => {
  await withDirname();
  const python = await writeCommand(commands, "python3", workingPython("3.11.7"));

  const first = await findClient();
  const second = await findClient();

  const [name = ""] = await readdir(join(folder, "cache"));
  const installed = join(folder, "cache", name);
  expect(name).toMatch(/^datadog-python-client-[0-9a-f]{16}$/);
  expect(first.value).toEqual({
    what: `2.62.0 (Python 3.11.7, in ${installed})`,
    folders: [join(installed, "bin")],
    passedOver: [],
  });
  expect(second).toEqual({ value: first.value, said: "" });
  expect(await readFile(join(installed, "pip"), "utf8")).toBe(
    "-m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: --require-hashes --requirement " +
      `${join(checkout, "tools/pins/datadog-python-client/requirements.txt")}\n`,
  );
  await expect(access(python)).resolves.toBeUndefined();
});

test("a Python that is too old is passed over for a newer one under another name", async () => {
  await withDirname();
  await writeCommand(commands, "python3", workingPython("3.9.2"));
  await writeCommand(commands, "python3.12", workingPython("3.12.1"));

  expect((await findClient()).value).toMatchObject({
    what: expect.stringContaining("(Python 3.12.1, ") as string,
  });
});

test("another Python is another folder", async () => {
  await withDirname();
  await writeCommand(commands, "python3", workingPython("3.11.7"));
  await findClient();
  await writeCommand(commands, "python3", workingPython("3.11.8"));
  await findClient();

  expect(await readdir(join(folder, "cache"))).toHaveLength(2);
});

const howToInstall = [
  "Datadog's Python client needs Python 3.10 or newer, with its modules venv and pip: install it as",
  "https://www.python.org/downloads/ says (for example with `apt-get install python3 python3-venv` or `brew install python`)",
  "and run this again. What was tried:",
];
const tried = "  - a virtual environment with packages from PyPI: ";

test("on a machine without Python, one message says how to get it", async () => {
  expect((await findClient()).error).toBe([...howToInstall, `${tried}there is no Python on PATH`].join("\n"));
});

test.each([
  [
    "is too old",
    workingPython("3.9.2"),
    (python: string) => `${python} is 3.9.2, and 3.10.0 or newer is needed`,
  ],
  [
    "lacks a part",
    "echo \"ModuleNotFoundError: No module named 'ensurepip'\" >&2; exit 1",
    (python: string) =>
      `${python} does not run, or lacks a part: ModuleNotFoundError: No module named 'ensurepip'`,
  ],
  [
    "can't reach its packages",
    workingPython("3.11.7").replace(
      'echo "$*" > "$here/../../pip"',
      "echo 'No matching distribution' >&2; exit 1",
    ),
    () => "pip install: No matching distribution",
  ],
])("where the only Python %s, the message says so, and nothing is kept", async (_what, script, reason) => {
  await withDirname();
  const python = await writeCommand(commands, "python3", script);

  expect((await findClient()).error).toBe([...howToInstall, `${tried}${reason(python)}`].join("\n"));
  expect(await readdir(join(folder, "cache")).catch(() => [])).toEqual([]);
});
