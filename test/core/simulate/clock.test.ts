import { VirtualClock } from '../../../src/core/simulate';

test('it wakes in the order of time, also those that are added on the way', () => {
  const clock = new VirtualClock(5);
  const woken: string[] = [];
  const wake = (name: string) => () => { woken.push(`${name} ${clock.now()}`); };
  clock.after(30, wake('c'));
  clock.after(10, wake('a'));
  clock.after(10, () => {
    wake('b')();
    clock.after(5, wake('later'));
    clock.after(-5, wake('at once'));
  });
  const never = clock.after(20, wake('never'));
  never();
  never();
  expect(clock.waiting).toBe(3);
  clock.advance(9);
  expect([woken, clock.now()]).toEqual([[], 14]);
  clock.advance(21);
  expect(woken).toEqual(['a 15', 'b 15', 'at once 15', 'later 20', 'c 35']);
  expect([clock.now(), clock.waiting]).toEqual([35, 0]);
});
