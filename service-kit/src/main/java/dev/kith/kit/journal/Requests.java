package dev.kith.kit.journal;

import dev.kith.domain.Address;
import dev.kith.domain.Position;
import dev.kith.kit.config.KithConfig;
import dev.kith.schemas.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;

/** Producer of {@code kith.contact-requests}: work that needs an owner's state. */
@ApplicationScoped
public class Requests {

  private final Appender appender;
  private final JournalAvailability availability;
  private final Verdicts verdicts;
  private final long verdictMillis;

  Requests(
      Appender appender, JournalAvailability availability, Verdicts verdicts, KithConfig settings) {
    this.appender = appender;
    this.availability = availability;
    this.verdicts = verdicts;
    this.verdictMillis = settings.requests().verdictTimeout().toMillis();
  }

  /**
   * Appends work for the owner's task, in the order of this caller's calls.
   *
   * @return fails with {@link NotAppended} if the broker did not confirm it
   */
  public CompletableFuture<Position> leave(Address owner, String id, SpecificRecord request) {
    return availability
        .<Position>refusal()
        .orElseGet(() -> appender.appendInOrder(Topics.CONTACT_REQUESTS, owner, id, request));
  }

  /**
   * Sends a request to the owner's task, which must be on this node, and waits for its decision;
   * blocks without brokers.
   *
   * @return the task's decision; fails with {@link NotAppended} if it did not answer in time
   */
  public <S> CompletableFuture<S> ask(Address owner, String id, SpecificRecord request) {
    var verdict = verdicts.<S>register(id);
    return leave(owner, id, request)
        .thenCompose(_ -> verdict.orTimeout(verdictMillis, TimeUnit.MILLISECONDS))
        .exceptionallyCompose(Requests::unanswered)
        .thenApply(Verdict::state)
        .whenComplete((_, _) -> verdicts.forget(id));
  }

  private static <S> CompletableFuture<Verdict<S>> unanswered(Throwable failure) {
    return CompletableFuture.failedFuture(
        failure instanceof TimeoutException || failure.getCause() instanceof TimeoutException
            ? new NotAppended(failure)
            : failure);
  }
}
