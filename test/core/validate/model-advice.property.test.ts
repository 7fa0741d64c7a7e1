/** Advice about every model in every Region. */
import { idsOf, modelsSource } from '../../../scripts/models';
import { modelAdvice } from '../../../src/core/validate/model-advice';

test('every remedy is an id that is fine where it is to be used', () => {
  const source = modelsSource();
  const ids = idsOf(source).flatMap((id) => [id, id.replace(/(-v\d+)?:\d+$/, ''), `${id}:24k`]);
  for (const id of new Set(ids)) {
    for (const region of source.regions) {
      for (const { code, remedy } of modelAdvice({ modelId: id, region })) {
        if (code !== 'UnavailableModel' || !remedy.startsWith('use \'')) { continue; }
        for (const [, better] of remedy.matchAll(/'([^']+)'/g)) {
          const still = modelAdvice({ modelId: better, region });
          // a model that is known to be at its end is not recommended
          expect([id, region, better, still]).toEqual([id, region, better, []]);
        }
      }
    }
  }
});
