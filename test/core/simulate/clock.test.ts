import { RunClock, VirtualClock } from '../../../src/core/simulate';

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

test('that of a run skips to what is next', () => {
  const clock = new RunClock(5);
  const woken: number[] = [];
  for (const after of [30, 10, 10]) { clock.after(after, () => { woken.push(clock.now()); }); }
  expect([clock.skip(), [...woken], clock.now()]).toEqual([true, [15, 15], 15]);
  expect([clock.skip(), [...woken], clock.now()]).toEqual([true, [15, 15, 35], 35]);
  expect([clock.skip(), clock.now()]).toEqual([false, 35]);
});
