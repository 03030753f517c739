package dev.kith.notifier.session;

import dev.kith.domain.Address;
import dev.kith.kit.view.Reciprocity;
import dev.kith.notifier.presence.SubscriberPresence;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Queue of presence that waits for the check of reciprocity: a user who shows only coarse presence
 * sees only coarse presence. The user's own partition is asked each time, in order, with one
 * request at a time for up to 100 subjects.
 */
final class PresenceQueue {

  private static final int MAX_PER_REQUEST = 100;
  private static final long RETRY_MILLIS = 200;

  private final Address subscriber;
  private final Reciprocity reciprocity;
  private final Context context;
  private final Consumer<SubscriberPresence> out;
  private final BooleanSupplier isOpen;
  private final PendingPresences waiting;
  private final AtomicBoolean busy = new AtomicBoolean();

  /**
   * Creates the queue of one session.
   *
   * @param out takes the presence that may be sent, on the context
   * @param isOpen whether the session is still open
   */
  PresenceQueue(
      Address subscriber,
      SessionContext parts,
      Context context,
      Consumer<SubscriberPresence> out,
      BooleanSupplier isOpen) {
    this.subscriber = subscriber;
    this.reciprocity = parts.reciprocity();
    this.context = context;
    this.out = out;
    this.isOpen = isOpen;
    this.waiting = new PendingPresences(parts.settings().pendingSubjects());
  }

  /** Adds presence, on the tail's thread; returns false if the client is too slow. */
  boolean offer(SubscriberPresence presence) {
    var fits = waiting.add(presence);
    runSoon();
    return fits;
  }

  private void runSoon() {
    if (busy.compareAndSet(false, true)) {
      context.runOnContext(_ -> next());
    }
  }

  private void next() {
    var some = waiting.take(MAX_PER_REQUEST);
    if (some.isEmpty()) {
      rest();
    } else {
      ask(some);
    }
  }

  private void ask(List<SubscriberPresence> some) {
    var subjects =
        some.stream().filter(SubscriberPresence::isExact).map(SubscriberPresence::subject).toList();
    if (subjects.isEmpty()) {
      send(some, Set.of());
      return;
    }
    context
        .executeBlocking(() -> reciprocity.exact(subscriber, subjects), false)
        .compose(answer -> Future.fromCompletionStage(answer, context))
        .onSuccess(exact -> context.runOnContext(_ -> send(some, exact)))
        .onFailure(_ -> askAgainLater(some));
  }

  /**
   * Retries while the session is open: after a node was killed, its partitions have no owner for a
   * while.
   */
  private void askAgainLater(List<SubscriberPresence> some) {
    if (isOpen.getAsBoolean()) {
      context.owner().setTimer(RETRY_MILLIS, _ -> ask(some));
    }
  }

  private void send(List<SubscriberPresence> some, Set<Address> exact) {
    for (var presence : some) {
      var seen =
          !presence.isExact() || exact.contains(presence.subject())
              ? Optional.of(presence)
              : presence.roughly(Instant.now());
      seen.ifPresent(out);
    }
    next();
  }

  private void rest() {
    busy.set(false);
    // presence that was added just before has not started a run
    if (!waiting.isEmpty()) {
      runSoon();
    }
  }
}
