package dev.kith.notifier.webhook.receiver;

/** Thrown if a URL cannot be a receiver's. {@link #why} is a predicate whose subject is the URL. */
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
