/** Checks of arguments, for the options of commands. */
import { InvalidArgumentError } from 'commander';

/** Every value of an option that can be given several times. */
export function gathered(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

export function oneOf(...allowed: readonly string[]): (text: string) => string {
  return (text) => {
    if (!allowed.includes(text)) { throw new InvalidArgumentError(`it must be ${allowed.join(' or ')}`); }
    return text;
  };
}

export function regionName(text: string): string {
  if (!/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(text)) {
    throw new InvalidArgumentError('it must be a Region, such as eu-west-1');
  }
  return text;
}

/** From 1. */
export function someNumber(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) { throw new InvalidArgumentError('it must be a whole number from 1 to 9999'); }
  return Number(text);
}

export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) { throw new InvalidArgumentError('it must be a whole number'); }
  return Number(text);
}

/** From 0 to 1. */
export function share(text: string): number {
  const value = Number(text);
  if (!/^[\d.]+$/.test(text) || !(value >= 0 && value <= 1)) {
    throw new InvalidArgumentError('it must be a number from 0 to 1');
  }
  return value;
}
