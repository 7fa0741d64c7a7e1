/** A page or picture to where it is wanted. */
import { Io } from '../io';
import { writeReport } from '../write-report';

export function writeOut(content: string, file: string | undefined, { stdout }: Pick<Io, 'stdout'>): void {
  if (file === undefined || file === '-') { stdout.write(content); } else { writeReport(file, content); }
}
