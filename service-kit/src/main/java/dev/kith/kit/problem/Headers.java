package dev.kith.kit.problem;

import jakarta.ws.rs.core.CacheControl;

/** Names of Kith's own headers, and values of Cache-Control. */
public final class Headers {

  /** On responses to writes: position of the event in the journal. */
  public static final String POSITION = "Kith-Position";

  /** On reads: positions that must be folded before the response, comma-separated. */
  public static final String AFTER = "Kith-After";

  /**
   * On a request between nodes: their shared secret. A request with it is not forwarded again.
   * {@code NodeAuthFilter} removes it from requests that did not arrive on the {@code NodePort}.
   */
  public static final String NODE_SECRET = "Kith-Node-Secret";

  private Headers() {}

  /**
   * Responses to reads depend on the caller and change at any time: only the caller's own cache may
   * keep them, and it must revalidate with {@code If-None-Match} each time.
   */
  public static CacheControl revalidated() {
    var control = new CacheControl();
    control.setNoTransform(false);
    control.setPrivate(true);
    control.setNoCache(true);
    return control;
  }

  /** Responses to writes and problems are not cached. */
  public static CacheControl notStored() {
    var control = new CacheControl();
    control.setNoTransform(false);
    control.setNoStore(true);
    return control;
  }
}
