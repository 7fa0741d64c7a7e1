/** What the pages of the API read of a jsii assembly: the file `.jsii`, plain or compressed. */
import { existsSync, readFileSync } from 'fs';
import { dirname, join } from 'path';
import { gunzipSync } from 'zlib';

export interface Docs {
  readonly summary?: string;
  readonly remarks?: string;
  readonly default?: string;
  readonly example?: string;
  readonly custom?: { readonly [tag: string]: string | undefined };
}

export interface TypeReference {
  readonly primitive?: string;
  readonly fqn?: string;
  readonly collection?: { readonly kind: string; readonly elementtype: TypeReference };
  readonly union?: { readonly types: readonly TypeReference[] };
}

export interface Parameter {
  readonly name: string;
  readonly type: TypeReference;
  readonly optional?: boolean;
  readonly variadic?: boolean;
  readonly docs?: Docs;
}

export interface Member {
  readonly name: string;
  readonly docs?: Docs;
  readonly static?: boolean;
  readonly protected?: boolean;
  readonly optional?: boolean;
  /** Of a property. */
  readonly type?: TypeReference;
  /** Of a method. */
  readonly parameters?: readonly Parameter[];
  readonly returns?: { readonly type: TypeReference };
  /** The ancestor whose member it is again. */
  readonly overrides?: string;
}

export interface Type {
  readonly fqn: string;
  readonly name: string;
  readonly kind: 'class' | 'enum' | 'interface';
  readonly namespace?: string;
  readonly base?: string;
  readonly interfaces?: readonly string[];
  readonly datatype?: boolean;
  readonly docs?: Docs;
  readonly initializer?: { readonly parameters?: readonly Parameter[]; readonly docs?: Docs };
  readonly properties?: readonly Member[];
  readonly methods?: readonly Member[];
  readonly members?: readonly { readonly name: string; readonly docs?: Docs }[];
  /** The file and the name, as in `src/flow/flow:Flow`. */
  readonly symbolId: string;
}

interface Assembly {
  readonly types: { readonly [fqn: string]: Type };
}

/** The types of an assembly, sorted by name. */
export function typesOf(path: string): readonly Type[] {
  if (!existsSync(path)) { throw new Error(`there is no ${path}; compile first, with 'npx projen compile'`); }
  const plain = JSON.parse(readFileSync(path, 'utf8')) as Assembly & { readonly filename?: string };
  const { types } = plain.types ? plain
    : JSON.parse(gunzipSync(readFileSync(join(dirname(path), plain.filename!))).toString()) as Assembly;
  return Object.values(types).sort((left, right) => left.name < right.name ? -1 : 1);
}
