package dev.kith.kit.http;

import java.util.OptionalLong;

/**
 * Paths whose resources accept larger bodies than JSON and limit them while streaming. These bodies
 * are not read ahead. A service with such paths provides a bean of this type.
 */
public interface StreamedBodies {

  /** Largest body in bytes that the resource at this path accepts; empty for other paths. */
  OptionalLong most(String path);
}
