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
 * What a session is told of presence before it is shown: who lets others know only roughly is shown
 * no more of theirs. The session's own partition is asked about that at the time, with one question
 * at once about all that waits, in order.
 */
final class PresenceQueue {

  private static final int MOST_AT_ONCE = 100;
  private static final long RETRY_MILLIS = 200;

  private final Address subscriber;
  private final Reciprocity reciprocity;
  private final Context context;
  private final Consumer<SubscriberPresence> out;
  private final BooleanSupplier isOpen;
  private final PendingPresences waiting;
  private final AtomicBoolean busy = new AtomicBoolean();

  /**
   * For one session.
   *
   * @param out takes what is to be shown, on the context
   * @param isOpen whether there still is anybody to show it to
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

  /** On the tail's thread. False if the reader is too slow. */
  boolean offer(SubscriberPresence told) {
    var fits = waiting.add(told);
    goOn();
    return fits;
  }

  private void goOn() {
    if (busy.compareAndSet(false, true)) {
      context.runOnContext(_ -> next());
    }
  }

  private void next() {
    var some = waiting.take(MOST_AT_ONCE);
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
      show(some, Set.of());
      return;
    }
    context
        .executeBlocking(() -> reciprocity.exact(subscriber, subjects), false)
        .compose(answer -> Future.fromCompletionStage(answer, context))
        .onSuccess(exact -> context.runOnContext(_ -> show(some, exact)))
        .onFailure(_ -> askAgain(some));
  }

  /** Until somebody knows: a partition whose node was killed has no owner for a while. */
  private void askAgain(List<SubscriberPresence> some) {
    if (isOpen.getAsBoolean()) {
      context.owner().setTimer(RETRY_MILLIS, _ -> ask(some));
    }
  }

  private void show(List<SubscriberPresence> some, Set<Address> exact) {
    for (var told : some) {
      var seen =
          !told.isExact() || exact.contains(told.subject())
              ? Optional.of(told)
              : told.roughly(Instant.now());
      seen.ifPresent(out);
    }
    next();
  }

  private void rest() {
    busy.set(false);
    // what came just before found this busy
    if (!waiting.isEmpty()) {
      goOn();
    }
  }
}
