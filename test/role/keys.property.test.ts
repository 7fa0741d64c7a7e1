/** The keys of keys.test.ts in all forms of publishing. */
import * as fc from 'fast-check';
import { checkKey, TRIPLES } from './key-users';
import { FORMS } from './published-forms';
import { runs } from '../fast-check';

test('every service, with every key, however the flow is published', () => {
  const triples = TRIPLES.flatMap(({ service, key }) => FORMS.map((form) => ({ service, key, form })));
  fc.assert(fc.property(fc.constantFrom(...triples), checkKey), { numRuns: runs(3 * triples.length) });
});
