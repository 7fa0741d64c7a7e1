/** What only a deployment knows, as `${names}` in texts. */
import { isIntrinsic, isNoValue, isRecord } from '../../src/core/model/opaque';

export interface Named {
  readonly json: unknown;
  /** The names that stand in it, in their order. */
  readonly open: readonly string[];
}

/** @param values what is known after all, by those names */
export function named(json: unknown, values: ReadonlyMap<string, string>): Named {
  const open = new Set<string>();
  const placeholder = (name: string): string => {
    const known = values.get(name);
    if (known !== undefined) { return known; }
    open.add(name);
    return `\${${name}}`;
  };
  const visit = (value: unknown): unknown => {
    if (isIntrinsic(value)) { return textOf(value, placeholder); }
    if (Array.isArray(value)) { return value.filter((member) => !isNoValue(member)).map(visit); }
    return isRecord(value) ? Object.fromEntries(Object.entries(value).filter(([, member]) => !isNoValue(member))
      .map(([key, member]) => [key, visit(member)])) : value;
  };
  return { json: visit(json), open: [...open] };
}

function textOf(value: Readonly<Record<string, unknown>>, placeholder: (name: string) => string): string {
  const [[kind, argument]] = Object.entries(value);
  const inner = (part: unknown): string => isIntrinsic(part) ? textOf(part, placeholder) : String(part);
  if (kind === 'Ref') { return placeholder(String(argument)); }
  if (kind === 'Fn::GetAtt') {
    return placeholder(Array.isArray(argument) ? argument.map(String).join('.') : String(argument));
  }
  if (kind === 'Fn::Join' && Array.isArray(argument) && Array.isArray(argument[1])) {
    return (argument[1] as unknown[]).map(inner).join(String(argument[0]));
  }
  if (kind === 'Fn::Sub') {
    const [text, variables] = Array.isArray(argument) ? argument as unknown[] : [argument, {}];
    const known = isRecord(variables) ? variables : {};
    return String(text).replace(/\$\{([^{}]+)\}/g, (_, name: string) => {
      if (name.startsWith('!')) { return `\${${name.slice(1)}}`; }
      return Object.prototype.hasOwnProperty.call(known, name) ? inner(known[name]) : placeholder(name);
    });
  }
  if (kind === 'Fn::ImportValue') { return placeholder(`ImportValue.${inner(argument)}`); }
  return placeholder(JSON.stringify(value).replace(/[{}"]/g, ''));
}
