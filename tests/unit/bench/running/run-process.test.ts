import { runProcess } from "../../../../bench/running/run-process";

test("a program that is not installed is named, with what to do", async () => {
  const run = runProcess({
    command: "a-program-that-nobody-has",
    args: [],
    cwd: __dirname,
    environment: process.env,
    signal: new AbortController().signal,
  });
  await expect(run).rejects.toThrow(
    "a-program-that-nobody-has can't be started (ENOENT). Install it, or add its folder to PATH.",
  );
});
