/** How the service counts a name: letters and digits, not `_`. */
export function alphanumerics(name: string): number {
  return name.replace(/_/g, '').length;
}
