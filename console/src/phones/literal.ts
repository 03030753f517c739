/** A value as TypeScript writes it. */
export function literal(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(literal).join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(([key, item]) => `${/^[a-z]\w*$/i.test(key) ? key : literal(key)}: ${literal(item)}`);
    return fields.length ? `{ ${fields.join(', ')} }` : '{}';
  }
  return typeof value === 'string' ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'` : String(value);
}
