/** The API as pages: one for each room of the sources, and one for the submodule `testing`. Inherited members once. */
import { type Docs, type Member, type Parameter, type Type, type TypeReference, typesOf } from './assembly';

/** Title and order of the pages, by the folder below `src/`. */
const ROOMS: { readonly [folder: string]: string } = {
  'flow': 'Flows',
  'nodes': 'Nodes',
  'graph': 'Values and branches',
  'models': 'Models, guardrails and inference',
  'prompts': 'Prompts',
  'import': 'Existing definitions',
  'checks': 'Checks',
  'versions': 'Versions and aliases',
  'canary': 'Canary releases',
  'patterns': 'Patterns',
  'step-functions': 'Step Functions',
  'events': 'Events, schedules and queues',
  'approval': 'People who decide',
  'calls': 'Functions that call flows',
  'metrics': 'Metrics, alarms and dashboards',
  'functions': 'Settings of functions',
  'testing': 'The submodule testing',
};

const NAMES = `Names are those of TypeScript. In Python methods and properties are in snake_case; in Java properties are
methods such as \`getCurrentVersion()\`, and properties of structs are set with a builder; in C# and Go names begin with
a capital letter.`;

/** The pages by their path on the site. */
export function apiPages(assembly: string): ReadonlyMap<string, string> {
  const types = typesOf(assembly);
  const rooms = new Map<string, Type[]>();
  for (const type of types) { rooms.set(roomOf(type), [...rooms.get(roomOf(type)) ?? [], type]); }
  const unknown = [...rooms.keys()].filter((room) => !(room in ROOMS));
  if (unknown.length > 0) {
    throw new Error(`no title for src/${unknown.join(', src/')}; add it to ROOMS in ${__filename}`);
  }
  const order = Object.keys(ROOMS).filter((room) => rooms.has(room));
  const links = new Map(types.map((type) =>
    [type.fqn, `[${type.name}](./${roomOf(type)}.md#${type.name.toLowerCase()})`]));
  const index = ['# API', '', 'You want to look up a class, a property or a method.', '', NAMES, '',
    ...order.flatMap((room) => [
      `## ${ROOMS[room]}`, '', '| Name | |', '|---|---|',
      ...rooms.get(room)!.map((type) => `| ${links.get(type.fqn)} | ${cell(type.docs?.summary)} |`), '',
    ])].join('\n');
  return new Map([
    ['api/index.md', index],
    ...order.map((room) => [`api/${room}.md`, page(ROOMS[room], rooms.get(room)!, links)] as const),
  ]);
}

function roomOf({ symbolId, namespace }: Type): string {
  return namespace ?? symbolId.split('/')[1];
}

type Links = ReadonlyMap<string, string>;

function page(title: string, types: readonly Type[], links: Links): string {
  return [`# ${title}\n`, ...types.flatMap((type) => section(type, links))].join('\n');
}

function section(type: Type, links: Links): readonly string[] {
  const parents = [...type.base ? [type.base] : [], ...type.interfaces ?? []]
    .map((fqn) => links.get(fqn) ?? `\`${fqn}\``);
  const properties = (type.properties ?? []).filter(isOwn);
  const methods = (type.methods ?? []).filter(isOwn);
  return [
    `## ${type.name}\n`,
    ...said(type.docs),
    ...parents.length > 0
      ? [`${type.kind === 'class' ? 'Extends' : 'Has also what is in'} ${parents.join(', ')}.\n`] : [],
    ...type.initializer ? constructor(type, links) : [],
    ...table('Property', properties.map((member) => [
      `\`${member.name}\`${member.optional || !type.datatype ? '' : ' (required)'}${member.static ? ' (static)' : ''}`,
      typeText(member.type!, links), description(member.docs),
    ])),
    ...methods.flatMap((method) => methodText(method, links)),
    ...table('Value', (type.members ?? []).map(({ name, docs }) => [`\`${name}\``, '', description(docs)])),
  ];
}

function isOwn({ overrides, protected: isProtected }: Member): boolean {
  return overrides === undefined && !isProtected;
}

function constructor({ name, initializer }: Type, links: Links): readonly string[] {
  const parameters = initializer!.parameters ?? [];
  return [
    `\`new ${name}(${signature(parameters)})\`\n`, ...said(initializer!.docs), ...parameterTable(parameters, links),
  ];
}

function methodText(member: Member, links: Links): readonly string[] {
  const { name, docs, parameters = [], returns, static: isStatic } = member;
  return [
    `### ${name}${isStatic ? ' (static)' : ''}\n`,
    `\`${name}(${signature(parameters)})\`${returns ? ` gives ${typeText(returns.type, links)}` : ''}\n`,
    ...said(docs),
    ...parameterTable(parameters, links),
  ];
}

function parameterTable(parameters: readonly Parameter[], links: Links): readonly string[] {
  return table('Parameter', parameters.map(({ name, type, docs }) =>
    [`\`${name}\``, typeText(type, links), description(docs)]));
}

function signature(parameters: readonly Parameter[]): string {
  return parameters.map(({ name, optional, variadic }) => `${variadic ? '...' : ''}${name}${optional ? '?' : ''}`)
    .join(', ');
}

function table(title: string, rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) { return []; }
  return [`| ${title} | Type | |`, '|---|---|---|', ...rows.map((cells) => `| ${cells.join(' | ')} |`), ''];
}

/** What doc comments say, as paragraphs. */
function said(docs: Docs = {}): readonly string[] {
  const { summary, remarks, example, custom } = docs;
  return [
    ...summary ? [`${prose(summary)}\n`] : [],
    ...remarks ? [`${prose(remarks)}\n`] : [],
    ...custom?.throws ? [`Throws ${prose(custom.throws)}.\n`] : [],
    ...example ? ['```ts', example, '```', ''] : [],
  ];
}

function description(docs: Docs = {}): string {
  const text = [docs.summary, docs.remarks, docs.default && `Default: ${docs.default.replace(/^- /, '')}`];
  return cell(text.filter(Boolean).join(' '));
}

function typeText({ primitive, fqn, collection, union }: TypeReference, links: Links): string {
  if (primitive) { return primitive; }
  if (fqn) { return links.get(fqn) ?? `\`${fqn}\``; }
  if (collection) {
    return `${collection.kind === 'array' ? 'list' : 'map'} of ${typeText(collection.elementtype, links)}`;
  }
  return union!.types.map((type) => typeText(type, links)).join(' or ');
}

function cell(text = ''): string {
  return prose(text).replace(/\n+/g, ' ').replace(/\|/g, '\\|');
}

/** What HTML would take for its own, outside of code. */
function prose(text: string): string {
  return text.split(/(```[\s\S]*?```|`[^`]*`)/)
    .map((part, index) => index % 2 === 1 ? part : part.replace(/</g, '&lt;')).join('');
}
