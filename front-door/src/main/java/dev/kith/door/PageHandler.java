package dev.kith.door;

import io.vertx.core.http.HttpServerRequest;

/** Handler of paths that the front door answers itself, without a service. */
@FunctionalInterface
public interface PageHandler {

  /**
   * Answers a request if the path is one of its own.
   *
   * @param path in normal form, without the query
   * @return false if the path is not its own; nothing has been sent then
   */
  boolean handle(HttpServerRequest request, String path);
}
