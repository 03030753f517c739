package dev.kith.door;

import io.vertx.core.http.HttpServerRequest;

/** Handler of paths that the front door answers itself, without a service. */
@FunctionalInterface
public interface PageHandler {

  /**
   * Answers a request if this handler serves its path.
   *
   * @param path in normal form, without the query
   * @return false if this handler does not serve the path; nothing has been sent then
   */
  boolean handle(HttpServerRequest request, String path);
}
