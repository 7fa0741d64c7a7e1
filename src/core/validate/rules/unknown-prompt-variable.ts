import { listed } from '../../nearest';
import { suggestion } from '../../template/problem';
import { at } from '../places';
import { inlinePromptOf } from '../prompts';
import { Rule } from '../rule';

/** The declared variables of a prompt are those that its text uses. */
export const unknownPromptVariable: Rule = {
  code: 'UnknownPromptVariable',
  severity: 'warning',
  meaning: 'the declared variables of a prompt are those that its text uses',
  remedy: 'leave inputVariables out, or list what the text uses',
  source: 'observed in exports: where both are there, they are equal',
  confidence: 'observed',
  * check(definition) {
    for (const node of definition.nodes) {
      const prompt = inlinePromptOf(node);
      if (!prompt?.declared || !prompt.used) { continue; }
      const { declared, used } = prompt;
      for (const name of declared.filter((variable) => !used.includes(variable))) {
        yield {
          ...at(node),
          value: name,
          message: `inputVariables has '${name}', but the text has no {{${name}}}`,
          remedy: suggestion(name, used.filter((variable) => !declared.includes(variable)), 'remove it, or use it in the text'),
        };
      }
      for (const name of used.filter((variable) => !declared.includes(variable))) {
        yield { ...at(node), value: name, message: `the text uses {{${name}}}, but inputVariables has only ${listed(declared) || 'nothing'}`, remedy: 'add it, or leave inputVariables out' };
      }
    }
  },
};
