import { foreignTemplate } from '../../prompt/foreign';
import { name } from '../../words/quote';
import { at } from '../places';
import { promptsOf } from '../prompt-contents';
import type { Rule } from '../rule';

/** A prompt has no marks of a template language that Bedrock does not know. */
export const foreignTemplateMark: Rule = {
  code: 'ForeignTemplate',
  severity: 'warning',
  meaning: 'a prompt has no marks of other template languages: Bedrock fills in {{name}} alone, and the model reads '
    + 'the rest as it stands',
  remedy: 'work it out in a node before, and pass the result as a variable',
  source: 'Bedrock User Guide, prompt-management-create: variables are written as {{name}}',
  confidence: 'assumed',
  * check(definition) {
    for (const [node, prompt] of promptsOf(definition)) {
      const foreign = foreignTemplate(prompt.known);
      if (!foreign) { continue; }
      yield {
        ...at(node),
        path: prompt.path,
        value: foreign.mark,
        message: `the prompt has ${name(foreign.mark)} of ${foreign.language}, and Bedrock fills in {{name}} alone`,
        remedy: foreignTemplateMark.remedy,
      };
    }
  },
};
