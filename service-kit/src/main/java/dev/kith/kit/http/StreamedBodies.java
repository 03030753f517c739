package dev.kith.kit.http;

import java.util.OptionalLong;

/**
 * Paths whose resources take larger bodies than JSON, and bound them as they stream: those are not
 * read ahead. A service that has any brings a bean of this kind.
 */
public interface StreamedBodies {

  /** The most bytes that a resource at this path takes; nothing if it is none of these. */
  OptionalLong most(String path);
}
