package dev.kith.kit.limits;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.kith.domain.Address;
import dev.kith.domain.Choice;
import dev.kith.domain.HalfEdge;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.config.KithConfig;
import dev.kith.kit.http.TimingEqualizer;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.streams.PartitionOwners;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.context.ThreadContext;

/**
 * Client of the budget of new addresses: charges callers for answers about addresses that they do
 * not hold, before any data about these is read. Contact-graph-service keeps the budgets; if it
 * does not answer, the request fails. Granted addresses are cached for a while, and if the caller's
 * partition is on this node, the caller's own contacts are looked up here; neither needs a request
 * to another service.
 *
 * <p>Whether an address exists does not matter, so an exhausted budget reveals nothing.
 */
@ApplicationScoped
public class BudgetClient {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int GRANTED = 204;
  private static final int SPENT = 429;

  /** Pairs of caller and address, about 150 bytes each. */
  private static final int MAX_CACHED = 50_000;

  /**
   * Shorter than the budget's period; a caller who removed a contact may still read it for this
   * long.
   */
  private static final Duration CACHE_TIME = Duration.ofMinutes(10);

  private final Caller caller;
  private final PartitionOwners partitionOwners;
  private final TimingEqualizer timingEqualizer;
  private final ThreadContext threads;
  private final ObjectMapper json;
  private final URI draws;
  private final boolean chargesReads;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Cache<String, Boolean> granted =
      Caffeine.newBuilder()
          .maximumSize(MAX_CACHED)
          .expireAfterWrite(CACHE_TIME)
          .executor(Runnable::run)
          .build();

  BudgetClient(
      Caller caller,
      PartitionOwners partitionOwners,
      TimingEqualizer timingEqualizer,
      ThreadContext threads,
      ObjectMapper json,
      KithConfig settings) {
    this.caller = caller;
    this.partitionOwners = partitionOwners;
    this.timingEqualizer = timingEqualizer;
    this.threads = threads;
    this.json = json;
    this.chargesReads = settings.requests().chargeReads();
    this.draws = settings.services().contactGraphUrl().resolve("/v1/users/me/budget:draw");
  }

  /**
   * Charges for a read of one address. Backends and the address itself are not charged.
   *
   * @return completes in the request's context; fails with {@link ProblemException} 429 if the
   *     budget is exhausted, 503 if it cannot be read
   */
  public CompletableFuture<Void> charge(
      Address subject, HttpHeaders headers, RoutingContext question) {
    return chargeReads(List.of(subject), headers, question);
  }

  /** Charges for later reads of these addresses, for all or for none. */
  public CompletableFuture<Void> chargeReads(
      Collection<Address> subjects, HttpHeaders headers, RoutingContext question) {
    return chargesReads
        ? charge(subjects, headers, question)
        : CompletableFuture.completedFuture(null);
  }

  /** Charges for all of these addresses or for none. */
  public CompletableFuture<Void> charge(
      Collection<Address> subjects, HttpHeaders headers, RoutingContext question) {
    var viewer = caller.address();
    if (caller.isBackend() || viewer.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    var unknown = subjects.stream().filter(subject -> !isGranted(viewer.get(), subject)).toList();
    if (unknown.size() == 1 && isHeldHere(viewer.get(), unknown.getFirst())) {
      return CompletableFuture.completedFuture(null);
    }
    if (unknown.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    var drawn =
        client
            .sendAsync(request(unknown, headers), HttpResponse.BodyHandlers.ofByteArray())
            .exceptionallyCompose(failure -> CompletableFuture.failedFuture(notAsked()))
            .thenAccept(answer -> take(viewer.get(), unknown, answer))
            .thenRun(() -> timingEqualizer.ask(question));
    return threads.withContextCapture(drawn);
  }

  /** Whether a read of the address is free for a viewer who does not hold it. */
  public boolean isFree(Address viewer, Address subject) {
    return !chargesReads || isGranted(viewer, subject);
  }

  private boolean isGranted(Address viewer, Address subject) {
    return viewer.equals(subject) || granted.getIfPresent(pair(viewer, subject)) != null;
  }

  /**
   * False also if the viewer's partition is not on this node or is moving; the budget decides then.
   */
  private boolean isHeldHere(Address viewer, Address subject) {
    if (partitionOwners.owner(viewer).filter(PartitionOwners.Node::isHere).isEmpty()) {
      return false;
    }
    try {
      var relations = partitionOwners.store(StateStores.RELATIONS, viewer);
      return isHeld(RelationStore.read(relations, viewer, subject).own());
    } catch (PartitionOwners.NotHere moving) {
      return false;
    }
  }

  /** Whether the viewer holds an address, given the viewer's half-edge to it. */
  public static boolean isHeld(HalfEdge half) {
    return half.contact() || half.subscribed() == Choice.YES;
  }

  private HttpRequest request(List<Address> subjects, HttpHeaders headers) {
    var body = JsonNodeFactory.instance.objectNode();
    var addresses = body.putArray("addresses");
    subjects.forEach(subject -> addresses.add(subject.text()));
    return HttpRequest.newBuilder(draws)
        .timeout(TIMEOUT)
        .header(HttpHeaders.AUTHORIZATION, headers.getHeaderString(HttpHeaders.AUTHORIZATION))
        .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON)
        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
        .build();
  }

  private void take(Address viewer, List<Address> subjects, HttpResponse<byte[]> answer) {
    switch (answer.statusCode()) {
      case GRANTED -> subjects.forEach(subject -> granted.put(pair(viewer, subject), true));
      case SPENT -> throw spent(answer);
      default -> throw notAsked();
    }
  }

  private static ProblemException notAsked() {
    return ProblemException.of(
        Problem.Kind.NOT_READY,
        "The budget of new addresses cannot be read now; send the request again.");
  }

  private ProblemException spent(HttpResponse<byte[]> answer) {
    var seconds = answer.headers().firstValueAsLong(HttpHeaders.RETRY_AFTER).orElse(1);
    return ProblemException.retry(
        Problem.Kind.BUDGET_EXHAUSTED, detail(answer.body()), Duration.ofSeconds(seconds));
  }

  private String detail(byte[] problem) {
    try {
      return json.readTree(problem).path("detail").asText();
    } catch (IOException notJson) {
      return "The budget of new addresses is used up; wait as long as Retry-After says.";
    }
  }

  private static String pair(Address viewer, Address subject) {
    return viewer.text() + '|' + subject.text();
  }
}
