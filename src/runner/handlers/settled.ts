import type { SettledError } from '../../core/simulate/types';

/** What is behind the node failed. The words are ours: those of the service are not documented. */
export function dependencyFailed(message: string, resourceName?: string): SettledError {
  return {
    error: {
      code: 'dependencyFailedException', message: oneLine(message), ...resourceName !== undefined && { resourceName },
    },
  };
}

// not one pattern for a line break and the blanks around it: that takes the square of the blanks
function oneLine(message: string): string {
  if (!message.includes('\n')) { return message; }
  return message.split('\n').map((line) => line.trim()).filter((line) => line !== '').join(' ');
}
