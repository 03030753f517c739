package dev.kith.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** Problem responses to requests that do not reach a resource. */
public final class RawProblem {

  private RawProblem() {}

  /** Ends the request, unless its response has begun. */
  public static void send(RoutingContext context, ObjectMapper json, Problem problem) {
    if (context.response().headWritten()) {
      return;
    }
    context
        .response()
        .setStatusCode(problem.status())
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .putHeader("Cache-Control", "no-store")
        .end(Buffer.buffer(bytes(json, problem)));
  }

  public static byte[] bytes(ObjectMapper json, Problem problem) {
    try {
      return json.writeValueAsBytes(problem);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
