import ts from 'typescript';

/** What an expression of text says, as far as its syntax tells. */
export const errorText = { one: textOf, all: textsOf };

const unknown = '…';

/** Literals as they are, what is filled in at run time as `…`, two possible texts with ` · ` between them. */
function textOf(expression: ts.Expression | undefined): string {
  if (!expression) return '';
  if (ts.isStringLiteralLike(expression)) return expression.text;
  if (ts.isTemplateExpression(expression)) {
    const spans = expression.templateSpans.map(({ literal }) => unknown + literal.text);
    return expression.head.text + spans.join('');
  }
  if (ts.isConditionalExpression(expression)) {
    return `${textOf(expression.whenTrue)} · ${textOf(expression.whenFalse)}`;
  }
  return ts.isIdentifier(expression) ? textOfName(expression) : unknown;
}

/** The texts of an array; those that are only known at run time are left out. */
function textsOf(expression: ts.Expression | undefined): readonly string[] {
  if (!expression || !ts.isArrayLiteralExpression(expression)) return [];
  return expression.elements.map(textOf).filter((text) => text !== unknown);
}

/** A name stands for what a `const` of the same function gives it. */
function textOfName(name: ts.Identifier): string {
  const scope = ts.findAncestor(name, ts.isFunctionLike);
  let found = unknown;
  const visit = (node: ts.Node): void => {
    const isIt = ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.name.text === name.text;
    if (isIt && node.initializer) found = textOf(node.initializer);
    ts.forEachChild(node, visit);
  };
  if (scope) visit(scope);
  return found;
}
