import { TEXT } from '../../constraints';
import { names } from '../../words/lists';
import { name } from '../../words/quote';
import { didYouMean } from '../../words/suggest';
import type { Report } from '../finding';
import type { IndexedNode } from '../indexed';
import { at } from '../places';
import { type InlinePromptFacts, inlinePromptOf } from '../prompts';
import type { Rule } from '../rule';

/** The declared variables of a prompt are those that its text uses. */
export const unknownPromptVariable: Rule = {
  code: 'UnknownPromptVariable',
  severity: 'warning',
  meaning: 'the declared variables of a prompt are those that its text uses, each listed once and written as {{name}}, '
    + 'without spaces',
  remedy: 'leave inputVariables out, or list what the text uses',
  source: 'observed in exports: if a prompt has both, they are the same',
  confidence: 'observed',
  * check(definition) {
    for (const node of definition.nodes) {
      const prompt = inlinePromptOf(node);
      if (!prompt) { continue; }
      if (prompt.spaced !== undefined) {
        yield {
          ...at(node),
          path: prompt.path,
          value: prompt.spaced,
          message: `the text has ${name(prompt.spaced)}, and spaces in the braces are not documented`,
          remedy: `write ${name(prompt.spaced.replace(/\s/g, ''))}`,
        };
      }
      yield* unfinished(node, prompt);
      yield* oddEntries(node, prompt);
      yield* differences(node, prompt);
    }
  },
};

// a prompt without variables may well have an input that it ignores, but not where its name stands in braces
function* unfinished(
  node: IndexedNode, { unfinished: found, used, declared, spaced, path }: InlinePromptFacts,
): Generator<Report> {
  for (const { name: input } of used?.length === 0 && spaced === undefined && declared === undefined
    ? node.inputs : []) {
    const written = found.get(input);
    if (written === undefined) { continue; }
    yield {
      ...at(node),
      path,
      value: written,
      message: `the text has ${name(written)}, which is not a variable, so it never shows input ${name(input)}`,
      remedy: `write '{{${name(input).slice(1, -1)}}}'`,
    };
  }
}

function* oddEntries(node: IndexedNode, { nameless, repeated, path }: InlinePromptFacts): Generator<Report> {
  for (const entry of nameless) {
    yield {
      ...at(node),
      path: `${path}.inputVariables[${entry}]`,
      message: 'an entry of inputVariables has no name',
      remedy: 'name it, or remove it',
    };
  }
  for (const variable of repeated) {
    yield {
      ...at(node),
      path: `${path}.inputVariables`,
      value: variable,
      message: `inputVariables has ${name(variable)} twice`,
      remedy: 'remove one',
    };
  }
}

function* differences(
  node: IndexedNode, { declared, used, usedNames, seen, spaced, path }: InlinePromptFacts,
): Generator<Report> {
  if (!declared) { return; }
  const declaredNames = new Set(declared);
  const missing = [...seen].filter((variable) => !declaredNames.has(variable));
  // what has to do with the inputs too is said there
  for (const variable of spaced === undefined && used ? declared : []) {
    if (usedNames.has(variable) || seen.size > 0 && node.input(variable) || !isLegal(variable)) { continue; }
    yield {
      ...at(node),
      path: `${path}.inputVariables`,
      value: variable,
      message: `inputVariables has ${name(variable)}, but the text has no {{${name(variable).slice(1, -1)}}}`,
      remedy: didYouMean(variable, missing, 'remove it, or use it in the text'),
    };
  }
  const list = declared.length > 0 ? `has only ${names(declared)}` : 'is empty';
  for (const variable of missing) {
    if (!node.input(variable)) { continue; }
    yield {
      ...at(node),
      path: `${path}.inputVariables`,
      value: variable,
      message: `the text uses {{${name(variable).slice(1, -1)}}}, but inputVariables ${list}`,
      remedy: 'add it, or leave inputVariables out',
    };
  }
}

// an illegal one is said with the other names
function isLegal(variable: string): boolean {
  return variable.length < 300 && TEXT.promptVariable.pattern.test(variable);
}
