package dev.kith.notifier.webhook.receiver;

/** No receiver may be, or is, at that URL; why ends a sentence that begins with it. */
public final class UnacceptableUrl extends Exception {
  private static final long serialVersionUID = 1L;

  private final String why;

  UnacceptableUrl(String why) {
    super(why, null, false, false);
    this.why = why;
  }

  public String why() {
    return why;
  }
}
