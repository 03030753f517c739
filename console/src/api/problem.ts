/** An error of the API (RFC 9457), or of the way to it. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    readonly title: string,
    readonly detail: string,
    readonly field?: string,
  ) {
    super(detail || title);
  }

  static async of(answer: Response): Promise<Problem> {
    const body = await answer.json().catch(() => ({}));
    return new Problem(answer.status, body.type ?? '', body.title ?? `Status ${answer.status}`, body.detail ?? '', body.field);
  }

  static unreachable(): Problem {
    return new Problem(0, 'unreachable', 'Kith does not answer', 'No connection to Kith. Is it running?');
  }
}

/** A sentence for the person in front of the screen. */
export function sentence(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
