import { nearest } from '../../../src/core/words/suggest';

describe('the nearest word', () => {
  test.each<[string, readonly string[], string | undefined]>([
    ['topc', ['topic', 'name'], 'topic'],
    ['tpoic', ['topic', 'name'], 'topic'],
    ['Topic', ['topic'], 'topic'],
    ['topics', ['topic'], 'topic'],
    ['categori', ['category', 'categories'], 'category'],
    ['modelCompletions', ['modelCompletion'], 'modelCompletion'],
    ['document', ['documents', 'dokument'], 'documents'],
    ['ab', ['ac'], 'ac'],
    ['ab', ['cd'], undefined],
    ['x', ['y'], 'y'],
    ['name', ['topic'], undefined],
    ['customer', ['costumer'], 'costumer'],
    ['customer', ['costumes'], undefined],
    ['customer', ['consumption'], undefined],
    ['anything', [], undefined],
    ['', ['a'], 'a'],
    ['', ['ab'], undefined],
    // of equally near ones, the first by name
    ['bat', ['cat', 'bar', 'bit'], 'bar'],
  ])('of %j among %j is %j', (word, known, expected) => {
    expect(nearest(word, known)).toBe(expected);
  });

});
