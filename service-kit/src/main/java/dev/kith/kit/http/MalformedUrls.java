package dev.kith.kit.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Answers for URLs that cannot be decoded: the router refuses them before a resource is met. */
@ApplicationScoped
public class MalformedUrls {

  private static final int BAD_REQUEST = 400;
  private static final String DETAIL =
      "A % in a URL is followed by two hexadecimal digits, a % itself is written %25; a Host header is needed.";

  private final ObjectMapper json;

  MalformedUrls(ObjectMapper json) {
    this.json = json;
  }

  void install(@Observes Router router) {
    router.errorHandler(
        BAD_REQUEST,
        context -> RawProblem.send(context, json, Problem.of(Problem.Kind.MALFORMED_URL, DETAIL)));
  }
}
