/** The words of a name, and how languages join them. */

/** The words of a name: `KnowledgeBaseNode_1` is knowledge, base, node, 1. Whatever is no letter or digit separates. */
export function wordsOf(name: string): readonly string[] {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[^0-9a-zA-Z]+/)
    .filter(Boolean)
    .map((word) => word.toLowerCase());
  return words.length === 0 ? ['it'] : /^\d/.test(words[0]) ? ['n', ...words] : words;
}

export const pascalCase = (words: readonly string[]): string => words.map((word) => word.charAt(0).toUpperCase()
  + word.slice(1)).join('');
export const camelCase = ([first, ...others]: readonly string[]): string => first + pascalCase(others);
export const snakeCase = (words: readonly string[]): string => words.join('_');
export const capitals = (words: readonly string[]): string => words.join('_').toUpperCase();

/** A name of the library, such as `fromModelId` or `s3Uri`, as Python has it. */
export const snakeOf = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
export const firstUpper = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
