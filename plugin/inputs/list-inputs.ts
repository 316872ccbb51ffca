import { statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { isUnknown } from "../../provider/schema/unknown";
import { dropGarbage, spareMemory } from "../../provider/tasks/spare-memory";
import type { LoadedList } from "../../sdk/list";
import type { Values } from "../wire/property-values";
import { plainInputs, type PreparedInputs } from "./prepared-inputs";

/** The name of a list that is given by its text alone, in messages. */
const textName = "text";

/** The length from which memory is spared while a list is read: some thousands of tokens, each of which takes kilobytes then. */
const longList = 200_000;

/**
 * The inputs of a list, which is given by its file or by its text. Reports are read where they lie: beside the file, or
 * from the program's folder.
 *
 * @throws ListError with every problem at its place, also for reports that are missing.
 */
export async function listInputs({ text, file, ...given }: Values): Promise<PreparedInputs> {
  const unknown = [text, file].find(isUnknown);
  if (unknown !== undefined) {
    return plainInputs({ ...given, revocations: unknown });
  }
  const { planOf } = loading();
  if (lengthOf(text, file) >= longList) {
    spareMemory();
  }
  const { revocations, warnings, failures } = await planOf(loaded(text, file));
  dropGarbage();
  const name = typeof file === "string" ? { file: basename(file) } : {};
  return {
    inputs: { ...given, ...name, revocations },
    warnings: [...warnings, ...failures],
    untold: failures,
  };
}

function lengthOf(text: unknown, file: unknown): number {
  if (typeof text === "string") {
    return text.length;
  }
  return typeof file === "string" ? (statSync(file, { throwIfNoEntry: false })?.size ?? 0) : 0;
}

function loaded(text: unknown, file: unknown): LoadedList {
  const { listOf, loadList } = loading();
  const isNamed = typeof file === "string" && file !== "";
  if (typeof text === "string" && (isNamed || (file ?? undefined) === undefined)) {
    const name = isNamed ? file : textName;
    return listOf(text, name, dirname(resolve(name)));
  }
  if (!isNamed || (text ?? undefined) !== undefined) {
    throw new Error("file or text: one of the two is required, the list's file or what stands in it.");
  }
  return loadList(file);
}

/** Loads what reads lists when there is one: the start of every other run need not wait for it. */
function loading(): typeof import("../../sdk/list") {
  return require("../../sdk/list") as typeof import("../../sdk/list");
}
