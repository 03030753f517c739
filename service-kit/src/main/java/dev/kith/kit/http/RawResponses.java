package dev.kith.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.kit.journal.NotAppended;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sender of the responses of routes that do without the REST layer: the same bytes as with it. */
@ApplicationScoped
public class RawResponses {

  private static final Logger LOG = LoggerFactory.getLogger(RawResponses.class);
  private static final String JSON = "application/json;charset=UTF-8";

  private final ObjectMapper json;
  private final TimingEqualizer timingEqualizer;

  RawResponses(ObjectMapper json, TimingEqualizer timingEqualizer) {
    this.json = json;
    this.timingEqualizer = timingEqualizer;
  }

  /**
   * Ends the request with the response, or with the problem that the failure stands for. A 404 is
   * sent at its even time.
   */
  public void send(
      RoutingContext context, @Nullable Response response, @Nullable Throwable failure) {
    if (response != null) {
      write(context, response);
      return;
    }
    var problem = problem(failure);
    if (problem.getStatus() == Problem.Kind.NOT_FOUND.status()) {
      var _ =
          timingEqualizer
              .hold(problem, context)
              .whenComplete((held, _) -> write(context, held == null ? problem : held));
    } else {
      write(context, problem);
    }
  }

  private static Response problem(@Nullable Throwable failure) {
    return switch (failure instanceof CompletionException ? failure.getCause() : failure) {
      case ProblemException known -> known.toResponse();
      case NotAppended notAppended -> {
        LOG.warn("{}", notAppended.getMessage());
        yield ProblemMapper.unconfirmed();
      }
      case null, default -> {
        LOG.error("A request failed", failure);
        yield ProblemMapper.internal();
      }
    };
  }

  private void write(RoutingContext context, Response response) {
    var sent = context.response();
    if (sent.headWritten() || sent.closed()) {
      return;
    }
    sent.setStatusCode(response.getStatus());
    response.getStringHeaders().forEach((name, values) -> sent.putHeader(name, values));
    if (!response.hasEntity()) {
      sent.end();
      return;
    }
    if (response.getMediaType() == null) {
      sent.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
    }
    sent.end(Buffer.buffer(bytes(response.getEntity())));
  }

  private byte[] bytes(Object entity) {
    try {
      return json.writeValueAsBytes(entity);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
