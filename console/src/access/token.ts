/** What a token says about its holder; nothing of it is verified here, the services do that. */
export interface Claims {
  subject: string;
  backend: boolean;
  /** In milliseconds since 1970. */
  expires: number;
}

/** The claims of a JWT; undefined if the text is none. */
export function claimsOf(token: string): Claims | undefined {
  try {
    const payload = token.split('.')[1] ?? '';
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
    const claims = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof claims.sub !== 'string' || typeof claims.exp !== 'number') {
      return undefined;
    }
    return { subject: claims.sub, backend: [claims.groups ?? []].flat().includes('backend'), expires: claims.exp * 1000 };
  } catch {
    return undefined;
  }
}
