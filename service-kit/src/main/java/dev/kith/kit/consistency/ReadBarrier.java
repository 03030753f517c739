package dev.kith.kit.consistency;

import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.kit.config.KithConfig;
import dev.kith.kit.http.WriteResponses;
import dev.kith.kit.journal.Verdict;
import dev.kith.kit.journal.Written;
import dev.kith.kit.nodes.Paths;
import dev.kith.kit.problem.Headers;
import dev.kith.kit.topology.ServiceTopology;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Barrier for writes that take something away from others: such a write is acknowledged only after
 * the other services have folded it. Each service folds the journal independently, and a read after
 * the acknowledgement must not return the old state, whichever service answers it.
 *
 * <p>It reads a resource of the owner at each of them, as the caller and with {@code Kith-After}.
 * If one does not answer in time, the write is answered with 202, like a write that is not folded
 * yet.
 */
@ApplicationScoped
public class ReadBarrier {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final int NOT_YET = 500;

  private final String own;
  private final KithConfig.Services services;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  @Inject
  ReadBarrier(ServiceTopology topology, KithConfig settings) {
    this(topology.service(), settings.services());
  }

  /** Creates the barrier of the service {@code own}. */
  ReadBarrier(String own, KithConfig.Services services) {
    this.own = own;
    this.services = services;
  }

  /** Response to a write, after all services have folded it. */
  public <S> CompletionStage<Response> answer(
      Address owner,
      Written<S> written,
      HttpHeaders headers,
      Function<Verdict<S>, Response> accepted) {
    if (!(written instanceof Written.Folded<S>(var verdict)) || verdict.refusal().isPresent()) {
      return CompletableFuture.completedFuture(WriteResponses.of(written, accepted));
    }
    return folded(owner, verdict.at(), headers)
        .thenApply(all -> all ? accepted.apply(verdict) : WriteResponses.pending(verdict.at()));
  }

  /** Whether the other services fold the position in time. */
  public CompletableFuture<Boolean> folded(Address owner, Position at, HttpHeaders headers) {
    var asked = others(owner).stream().map(place -> isFolded(place, at, headers)).toList();
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .thenApply(_ -> asked.stream().allMatch(CompletableFuture::join));
  }

  private List<URI> others(Address owner) {
    var path = Paths.of(owner);
    var others = new ArrayList<URI>();
    if (!own.equals("profile-service")) {
      others.add(services.profileUrl().resolve(path + "/privacy"));
    }
    if (!own.equals("contact-graph-service")) {
      others.add(services.contactGraphUrl().resolve(path + "/settings"));
    }
    // the notifier has resources of users only; this one is placed by the journal
    if (!own.equals("notifier-service") && !owner.isGroup()) {
      others.add(services.notifierUrl().resolve(path + "/presence"));
    }
    return others;
  }

  private CompletableFuture<Boolean> isFolded(URI place, Position at, HttpHeaders headers) {
    var request =
        HttpRequest.newBuilder(place)
            .timeout(TIMEOUT)
            .header(HttpHeaders.AUTHORIZATION, headers.getHeaderString(HttpHeaders.AUTHORIZATION))
            .header(Headers.AFTER, at.toString())
            .build();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.discarding())
        .thenApply(answer -> answer.statusCode() < NOT_YET)
        .exceptionally(_ -> false);
  }
}
