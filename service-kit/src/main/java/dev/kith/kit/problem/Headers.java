package dev.kith.kit.problem;

import jakarta.ws.rs.core.CacheControl;

/** Names of the headers that are Kith's own, and how caches are told. */
public final class Headers {

  /** On answers to writes: where the event stands in the journal. */
  public static final String POSITION = "Kith-Position";

  /** On reads: positions that must be folded before the answer, comma-separated. */
  public static final String AFTER = "Kith-After";

  /**
   * On a request of one node to another, with the secret that they share: it is not passed on
   * again. {@code NodeAuthFilter} removes it from what did not come through the {@code NodePort}.
   */
  public static final String NODE_SECRET = "Kith-Node-Secret";

  private Headers() {}

  /**
   * Answers to reads depend on who asks and change at any time: only the asker's own cache may keep
   * them, and it has to ask with {@code If-None-Match} each time.
   */
  public static CacheControl revalidated() {
    var control = new CacheControl();
    control.setNoTransform(false);
    control.setPrivate(true);
    control.setNoCache(true);
    return control;
  }

  /** Answers to writes and problems: nobody keeps them. */
  public static CacheControl notStored() {
    var control = new CacheControl();
    control.setNoTransform(false);
    control.setNoStore(true);
    return control;
  }
}
