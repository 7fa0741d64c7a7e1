/**
 * Names of members in messages, as the language of the reader writes them. jsii says which it is in the environment of
 * the Node process that it starts, `Python/3.12.1`, where aws-cdk-lib reads it too. Python alone has other names: those
 * of Java are these, and C# and Go write the first letter large.
 */
const IS_PYTHON = process.env.JSII_AGENT?.startsWith('Python/') ?? false;

const CAMEL_CASE = /\b[a-z]+(?:[A-Z][a-z]*|\d)+\b/g;

/**
 * A message whose own text names members and calls as TypeScript does: `'runWhen'`, `Flow.fromFlowArn()`. What is put
 * into it, such as names that users chose, stays as it is.
 */
export function spelt(texts: TemplateStringsArray, ...values: readonly unknown[]): string {
  let text = speltMember(texts[0]);
  for (let at = 0; at < values.length; at++) { text += `${String(values[at])}${speltMember(texts[at + 1])}`; }
  return text;
}

/** The name of a member, or of one in another: `rows[0].nodeNames`. */
export function speltMember(name: string): string {
  return IS_PYTHON ? inPython(name) : name;
}

function inPython(text: string): string {
  return text.replace(/\bnew (?=[\w.]+\()/g, '')
    .replace(CAMEL_CASE, (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
}
