import type { SettledError } from '../../core/simulate/types';

/** What is behind the node failed. The words are ours: those of the service are not documented. */
export function dependencyFailed(message: string, resourceName?: string): SettledError {
  return { error: { code: 'dependencyFailedException', message: message.replace(/\s*\n\s*/g, ' '), ...resourceName !== undefined && { resourceName } } };
}
