export function denied(operation: string): Error {
  return Object.assign(new Error(`not authorized to perform ${operation}`),
    { name: 'AccessDeniedException', $fault: 'client' });
}
