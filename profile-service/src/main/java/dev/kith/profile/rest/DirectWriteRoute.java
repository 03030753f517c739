package dev.kith.profile.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.domain.Profile;
import dev.kith.domain.ProfileEvent.ProfileChanged;
import dev.kith.domain.ProfileEvent.ProfileChanged.Mode;
import dev.kith.kit.config.KithConfig;
import dev.kith.kit.http.RawResponses;
import dev.kith.kit.http.WriteResponses;
import dev.kith.kit.journal.Journal;
import dev.kith.kit.json.Utf8InputStream;
import dev.kith.kit.limits.UserWriteBuckets;
import dev.kith.kit.problem.ProblemException;
import dev.kith.profile.view.DirectRequests;
import dev.kith.profile.view.DirectRequests.DirectRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Route of {@code PUT} and {@code PATCH /v1/users/{u}/profile} without the REST layer (ADR 27), for
 * unconditional writes by the owner or a backend. An invalid request is passed on to the resource,
 * with its body; the resource's response says what is wrong.
 */
@ApplicationScoped
class DirectWriteRoute {

  private static final String MERGE_PATCH = "application/merge-patch+json";

  private final DirectRequests requests;
  private final ProfileInput input;
  private final Journal journal;
  private final UserWriteBuckets buckets;
  private final RawResponses responses;
  private final ObjectMapper json;
  private final long maximumBody;

  DirectWriteRoute(
      DirectRequests requests,
      ProfileInput input,
      Journal journal,
      UserWriteBuckets buckets,
      RawResponses responses,
      ObjectMapper json,
      KithConfig settings) {
    this.requests = requests;
    this.input = input;
    this.journal = journal;
    this.buckets = buckets;
    this.responses = responses;
    this.json = json;
    this.maximumBody = settings.requests().maximumBody().asLongValue();
  }

  void install(@Observes Router router) {
    router
        .route(DirectRequests.PATH)
        .method(HttpMethod.PUT)
        .method(HttpMethod.PATCH)
        .order(DirectRequests.ORDER)
        .handler(this::write);
  }

  private void write(RoutingContext context) {
    var request = context.request();
    requests
        .of(context)
        .filter(direct -> isUsual(request) && direct.caller().isSelfOrBackend(direct.owner()))
        .ifPresentOrElse(
            direct -> {
              var _ = request.bodyHandler(body -> take(context, direct, body));
              request.resume();
            },
            context::next);
  }

  private boolean isUsual(HttpServerRequest request) {
    var type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return (DirectRequests.JSON.equals(type)
            || (MERGE_PATCH.equals(type) && request.method().equals(HttpMethod.PATCH)))
        && isShort(request.getHeader(HttpHeaders.CONTENT_LENGTH))
        && request.getHeader(HttpHeaders.EXPECT) == null
        && request.getHeader(HttpHeaders.IF_NONE_MATCH) == null;
  }

  /** The connection has checked that the length is a number. */
  private boolean isShort(@Nullable String length) {
    return length != null && Long.parseLong(length) <= maximumBody;
  }

  private void take(RoutingContext context, DirectRequest request, Buffer body) {
    try {
      write(context, request, body);
    } catch (RuntimeException failure) {
      responses.send(context, null, failure);
    }
  }

  private void write(RoutingContext context, DirectRequest request, Buffer body) {
    var event = event(context.request().method(), request, body);
    if (event.isEmpty() || request.caller().subject().isEmpty()) {
      ((RoutingContextInternal) context).setBody(body);
      context.next();
      return;
    }
    var refusal = refusal(request);
    if (refusal.isPresent()) {
      responses.send(context, null, refusal.get());
      return;
    }
    var _ =
        journal
            .<Profile>append(request.owner(), event.get(), request.caller().subject().get())
            .thenApply(written ->
                WriteResponses.of(
                    written, verdict -> ProfileResource.written(200, request.owner(), verdict)))
            .whenComplete((response, failure) -> responses.send(context, response, failure));
  }

  /**
   * The refusal of a write over the user's rate; the filter of the resource would count it, too.
   */
  private Optional<ProblemException> refusal(DirectRequest request) {
    var caller = request.caller();
    return caller.isBackend() ? Optional.empty() : buckets.take(caller.address().orElseThrow());
  }

  /** Empty if the body is not what the resource accepts. */
  private Optional<ProfileChanged> event(HttpMethod method, DirectRequest request, Buffer body) {
    try (var stream = new Utf8InputStream(new ByteArrayInputStream(body.getBytes()))) {
      var node = json.readValue(stream, JsonNode.class);
      return Optional.of(method.equals(HttpMethod.PUT) ? whole(node) : patch(node, request));
    } catch (IOException | RuntimeException invalid) {
      return Optional.empty();
    }
  }

  private ProfileChanged whole(@Nullable JsonNode body) {
    return new ProfileChanged(Optional.empty(), Mode.REPLACE, input.whole(body), Set.of());
  }

  private ProfileChanged patch(@Nullable JsonNode body, DirectRequest request) {
    var patch = input.patch(body);
    input.check(patch.on(request.part().profile(request.owner()).profile().fields()));
    return new ProfileChanged(Optional.empty(), Mode.PATCH, patch.set(), patch.removed());
  }
}
