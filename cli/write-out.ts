/** A page or picture to where it is wanted. */
import type { Io } from './io';
import { printers } from './printer';
import { writeReport } from './write-report';

export function writeOut(content: string, file: string | undefined, io: Io): void {
  if (file === undefined || file === '-') { printers(io).out.own(content); } else { writeReport(file, content); }
}
