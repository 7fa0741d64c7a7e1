import { foreignTemplate } from '../../prompt/foreign';
import { name } from '../../words/quote';
import { at } from '../places';
import { promptsOf } from '../prompt-contents';
import type { Rule } from '../rule';

/** A prompt has no marks of a template language that Bedrock does not know. */
export const foreignTemplateMark: Rule = {
  code: 'ForeignTemplate',
  severity: 'warning',
  meaning: 'a prompt has no syntax of other template languages: Bedrock replaces only {{name}}, and the model reads '
    + 'everything else unchanged',
  remedy: 'compute the value in an earlier node, and pass it as a variable',
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
        message: `the prompt has ${name(foreign.mark)} of ${foreign.language}, but Bedrock replaces only {{name}}`,
        remedy: foreignTemplateMark.remedy,
      };
    }
  },
};
