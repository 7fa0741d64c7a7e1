/** A handler that only a loader of TypeScript can run. */
interface Asked { readonly node: { readonly inputs: readonly { readonly value: string }[] } }

enum Word { Typed = 'typed' }

export async function handler({ node: { inputs: [{ value }] } }: Asked): Promise<string> {
  return `${Word.Typed} ${value}`;
}
