package dev.kith.kit.journal;

import dev.kith.domain.Address;
import dev.kith.domain.JournalEvent;
import dev.kith.domain.Position;
import dev.kith.kit.codec.EventCodec;
import dev.kith.kit.config.KithConfig;
import dev.kith.schemas.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Writer of the journal: appends events of owners whose partition is on this node, and waits for
 * the fold's verdict.
 */
@ApplicationScoped
public class Journal {

  private final Appender appender;
  private final JournalAvailability availability;
  private final Verdicts verdicts;
  private final long verdictMillis;

  Journal(
      Appender appender, JournalAvailability availability, Verdicts verdicts, KithConfig settings) {
    this.appender = appender;
    this.availability = availability;
    this.verdicts = verdicts;
    this.verdictMillis = settings.requests().verdictTimeout().toMillis();
  }

  /**
   * Appends one event.
   *
   * @param actor who requested it
   * @return the outcome; fails with {@link NotAppended} if the journal did not confirm the event
   */
  public <S> CompletableFuture<Written<S>> append(Address owner, JournalEvent event, String actor) {
    return availability.<Written<S>>refusal().orElseGet(() -> appendNow(owner, event, actor));
  }

  private <S> CompletableFuture<Written<S>> appendNow(
      Address owner, JournalEvent event, String actor) {
    var id = UUID.randomUUID().toString();
    var verdict = verdicts.<S>register(id);
    return appender
        .append(Topics.JOURNAL, owner, id, EventCodec.write(event, actor))
        .thenCompose(at -> written(at, verdict))
        .whenComplete((written, failure) -> verdicts.forget(id));
  }

  private <S> CompletableFuture<Written<S>> written(
      Position at, CompletableFuture<Verdict<S>> verdict) {
    return verdict
        .<Written<S>>thenApply(Written.Folded::new)
        .completeOnTimeout(new Written.Pending<>(at), verdictMillis, TimeUnit.MILLISECONDS);
  }
}
