/** White letters are readable on each; `parts.css` has the same. */
const TINTS = ['#2f5bb7', '#a63d62', '#2c7358', '#8a5a14', '#6a4bb0', '#1f6f86', '#a5482e', '#4d6b1f'];

/** One or two letters: of the first and the last word. */
export function initials(name: string): string {
  const words = name
    .replace(/[^\p{L}\p{N}\s]/gu, ' ')
    .trim()
    .split(/\s+/)
    .filter(Boolean);
  const letters = words.length > 1 ? [words[0]!, words.at(-1)!] : words;
  return letters.map((word) => Array.from(word)[0]!.toLocaleUpperCase()).join('') || '?';
}

/** The number of the colour that an address always has. */
export function tint(address: string): number {
  let hash = 2166136261;
  for (const char of address) {
    hash = Math.imul(hash ^ char.codePointAt(0)!, 16777619);
  }
  // the low bits of short words are much alike
  return (hash >>> 13) % TINTS.length;
}

export function tintColour(address: string): string {
  return TINTS[tint(address)]!;
}
