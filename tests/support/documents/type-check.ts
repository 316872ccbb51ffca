import { join } from "node:path";
import ts from "typescript";
import { checkoutFolder } from "../engine/example-copy";

/** Programs that are type-checked as if they were files of this checkout. */
export class CheckedPrograms {
  readonly #program: ts.Program;

  /** @param programs - their texts by file name. */
  constructor(programs: Readonly<Record<string, string>>) {
    const texts = new Map(Object.entries(programs).map(([name, text]) => [join(checkoutFolder, name), text]));
    const { config } = ts.readConfigFile(join(checkoutFolder, "tsconfig.json"), (file) =>
      ts.sys.readFile(file),
    ) as { config: object };
    const { options } = ts.parseJsonConfigFileContent(
      { ...config, include: [], files: [] },
      ts.sys,
      checkoutFolder,
    );
    const host = ts.createCompilerHost(options);
    host.readFile = (name) => texts.get(name) ?? ts.sys.readFile(name);
    host.fileExists = (name) => texts.has(name) || ts.sys.fileExists(name);
    this.#program = ts.createProgram([...texts.keys()], options, host);
  }

  /** The compiler's messages about the programs. */
  get problems(): string[] {
    return ts
      .getPreEmitDiagnostics(this.#program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  }

  /** The names of a type's public properties; those that may be left out end with a question mark. */
  membersOf(file: string, typeName: string): string[] {
    const checker = this.#program.getTypeChecker();
    const source = this.#program.getSourceFile(join(checkoutFolder, file));
    const symbol = source && checker.getSymbolAtLocation(source);
    const exported = symbol && checker.getExportsOfModule(symbol).find(({ name }) => name === typeName);
    if (exported === undefined) {
      throw new Error(`${file} exports no ${typeName}.`);
    }
    return checker
      .getDeclaredTypeOfSymbol(exported)
      .getProperties()
      .filter((property) => !isHidden(property))
      .map(({ name, flags }) => (flags & ts.SymbolFlags.Optional ? `${name}?` : name));
  }
}

function isHidden(property: ts.Symbol): boolean {
  const modifiers = (property.declarations ?? []).map((declaration) =>
    ts.getCombinedModifierFlags(declaration),
  );
  return modifiers.some((flags) => (flags & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) !== 0);
}
