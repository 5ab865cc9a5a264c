import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { errorText } from './error-text.js';

/** Who acts after an error: the classes of `packages/core/src/errors.ts`. */
export const errorClasses = [
  'SettingsError',
  'SourceError',
  'InterruptedError',
  'ResultError',
  'JournalError',
  'LockedError',
  'BugError',
] as const;
export type ErrorClass = (typeof errorClasses)[number];

/** A code that is thrown somewhere, as its constructor calls have it. What is known only at run time is `…`. */
export interface ThrownError {
  readonly errorClass: ErrorClass;
  readonly code: string;
  readonly message: string;
  readonly hints: readonly string[];
  /** From the repository's root, with `/`. */
  readonly file: string;
}

/** A function that makes an error of the code that it is given, e.g. `notReadable`. */
interface Maker {
  readonly errorClass: ErrorClass;
  readonly hints: readonly string[];
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Every error with a stable code that the sources throw, read off their syntax. */
export function thrownErrors(): readonly ThrownError[] {
  const files = sourceFiles().map((file) => parse(file));
  const makers = new Map(files.flatMap((file) => makersIn(file)));
  return files.flatMap((file) => errorsIn(file, makers));
}

function sourceFiles(): readonly string[] {
  return ['packages', 'apps'].flatMap((folder) =>
    readdirSync(path.join(root, folder))
      .toSorted()
      .flatMap((name) => typeScriptIn(`${folder}/${name}/src`)),
  );
}

function typeScriptIn(folder: string): readonly string[] {
  const found = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' });
  const files = found.map((name) => `${folder}/${name.replaceAll(path.sep, '/')}`);
  return files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')).toSorted();
}

function parse(file: string): ts.SourceFile {
  const text = readFileSync(path.join(root, file), 'utf8');
  return ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
}

function makersIn(file: ts.SourceFile): readonly (readonly [string, Maker])[] {
  return nodesIn(file).flatMap((node) => {
    const built = construction(node);
    const maker = built && enclosingFunction(node);
    if (!built || !maker || !ts.isIdentifier(built.code)) return [];
    return [[maker, { errorClass: built.errorClass, hints: errorText.all(built.hints) }] as const];
  });
}

function errorsIn(file: ts.SourceFile, makers: ReadonlyMap<string, Maker>): readonly ThrownError[] {
  return nodesIn(file).flatMap((node): readonly ThrownError[] => {
    const built = construction(node);
    if (built && ts.isStringLiteral(built.code)) {
      const { errorClass, code, message, hints } = built;
      return [
        {
          errorClass,
          code: code.text,
          message: errorText.one(message),
          hints: errorText.all(hints),
          file: file.fileName,
        },
      ];
    }
    if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return [];
    const maker = makers.get(node.expression.text);
    const [code, message, hints] = node.arguments;
    if (!maker || !code || !ts.isStringLiteral(code)) return [];
    const said = hints ? { ...maker, hints: errorText.all(hints) } : maker;
    return [{ ...said, code: code.text, message: errorText.one(message), file: file.fileName }];
  });
}

interface Construction {
  readonly errorClass: ErrorClass;
  readonly code: ts.Expression;
  readonly message: ts.Expression | undefined;
  readonly hints: ts.Expression | undefined;
}

/** `new SourceError(…)`, or the `super(…)` of a class that extends ImportError. */
function construction(node: ts.Node): Construction | undefined {
  const name = constructedBy(node);
  const errorClass = errorClasses.find((known) => known === name);
  if (!errorClass || !(ts.isNewExpression(node) || ts.isCallExpression(node))) return undefined;
  const [code, message, hints] = node.arguments ?? [];
  return code && { errorClass, code, message, hints };
}

function constructedBy(node: ts.Node): string | undefined {
  // An InterruptedError is given a signal; its code is in its own `super(…)`.
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression)) {
    return node.expression.text === 'InterruptedError' ? undefined : node.expression.text;
  }
  if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.SuperKeyword) return undefined;
  return ts.findAncestor(node, ts.isClassDeclaration)?.name?.text;
}

function enclosingFunction(node: ts.Node): string | undefined {
  return ts.findAncestor(node, ts.isFunctionDeclaration)?.name?.text;
}

function nodesIn(file: ts.SourceFile): readonly ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return nodes;
}
