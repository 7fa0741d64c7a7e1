import { secretIn } from '../../prompt/foreign';
import { at } from '../places';
import { promptsOf } from '../prompt-contents';
import type { Rule } from '../rule';

/** A prompt holds no secret. What was found is never said: reports end up in logs. */
export const secretInPrompt: Rule = {
  code: 'SecretInPrompt',
  severity: 'warning',
  meaning: 'no text of a prompt looks like a key, a token or a password: everybody who may read the flow, its template '
    + 'or a trace sees it, and so does the model',
  remedy: 'remove it, make a new one, and let a function behind a Lambda node read that',
  source: 'the forms in which AWS, GitHub, Slack, Google and model providers hand out keys, PEM and JWT',
  confidence: 'assumed',
  * check(definition) {
    for (const [node, prompt] of promptsOf(definition)) {
      const secret = secretIn(prompt.known);
      if (secret === undefined) { continue; }
      yield {
        ...at(node),
        path: prompt.path,
        message: `the prompt seems to hold ${secret}, which every reader of the flow sees`,
        remedy: secretInPrompt.remedy,
      };
    }
  },
};
