package dev.kith.kit.http;

import dev.kith.kit.config.NodeSecret;
import java.util.Optional;

/** Page cursors for tests of lists. */
public final class CursorFixture {

  private CursorFixture() {}

  /** Cursors of a node with a random secret. */
  public static PageCursors cursors() {
    return new PageCursors(new NodeSecret(Optional.empty()));
  }
}
