package dev.kith.notifier.session;

import dev.kith.domain.Address;
import dev.kith.domain.PresenceView;
import dev.kith.notifier.live.LivePresence;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashSet;
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

  private final Address viewer;
  private final ExactPresence exactPresence;
  private final Context context;
  private final Consumer<LivePresence> out;
  private final BooleanSupplier isOpen;
  private final PendingPresences waiting;
  private final AtomicBoolean busy = new AtomicBoolean();

  /** Subjects of the request under way whose presence must not be sent any more. */
  private final Set<Address> dropped = new HashSet<>();

  private boolean isAllDropped;

  /**
   * Creates the queue of one session.
   *
   * @param out takes the presence that may be sent, on the context
   * @param isOpen whether the session is still open
   */
  PresenceQueue(
      Address viewer,
      SessionContext parts,
      Context context,
      Consumer<LivePresence> out,
      BooleanSupplier isOpen) {
    this.viewer = viewer;
    this.exactPresence = parts.exactPresence();
    this.context = context;
    this.out = out;
    this.isOpen = isOpen;
    this.waiting = new PendingPresences(parts.pendingSubjects());
  }

  /** Adds presence, on the tail's thread; returns false if the client is too slow. */
  boolean offer(LivePresence presence) {
    var fits = waiting.add(presence);
    runSoon();
    return fits;
  }

  /**
   * Drops the presence of a subject that was offered before. When this returns, what was not
   * dropped has been handed out.
   */
  synchronized void drop(Address subject) {
    waiting.remove(subject);
    dropped.add(subject);
  }

  /** Drops all presence that was offered before. */
  synchronized void dropAll() {
    waiting.clear();
    isAllDropped = true;
  }

  private void runSoon() {
    if (busy.compareAndSet(false, true)) {
      context.runOnContext(_ -> next());
    }
  }

  private void next() {
    var some = takeSome();
    if (some.isEmpty()) {
      rest();
    } else {
      ask(some);
    }
  }

  private synchronized List<LivePresence> takeSome() {
    dropped.clear();
    isAllDropped = false;
    return waiting.take(MAX_PER_REQUEST);
  }

  private void ask(List<LivePresence> some) {
    var subjects = some.stream().filter(PresenceQueue::isExact).map(LivePresence::subject).toList();
    if (subjects.isEmpty()) {
      send(some, Set.of());
      return;
    }
    context
        .executeBlocking(() -> exactPresence.exact(viewer, subjects), false)
        .compose(answer -> Future.fromCompletionStage(answer, context))
        .onSuccess(exact -> context.runOnContext(_ -> send(some, exact)))
        .onFailure(_ -> askAgainLater(some));
  }

  /**
   * Retries while the session is open: after a node was killed, its partitions have no owner for a
   * while.
   */
  private void askAgainLater(List<LivePresence> some) {
    if (isOpen.getAsBoolean()) {
      context.owner().setTimer(RETRY_MILLIS, _ -> ask(some));
    }
  }

  /** Presence that was offered meanwhile replaces what the subject showed before. */
  private void send(List<LivePresence> some, Set<Address> exact) {
    some.forEach(presence -> send(presence, exact));
    next();
  }

  private synchronized void send(LivePresence presence, Set<Address> exact) {
    var isDropped = isAllDropped || dropped.contains(presence.subject());
    if (!isDropped && !waiting.isReplaced(presence)) {
      seen(presence, exact).ifPresent(out);
    }
  }

  private static boolean isExact(LivePresence presence) {
    return presence.shown().filter(view -> !(view instanceof PresenceView.Roughly)).isPresent();
  }

  /** What the viewer sees; with coarse presence of their own they see no transitions. */
  private static Optional<LivePresence> seen(LivePresence presence, Set<Address> exact) {
    if (!isExact(presence) || exact.contains(presence.subject())) {
      return Optional.of(presence);
    }
    var roughly = presence.shown().<PresenceView>map(view -> view.roughly(Instant.now()));
    return presence.isTransition()
        ? Optional.empty()
        : Optional.of(new LivePresence(presence.subject(), roughly, false));
  }

  private void rest() {
    busy.set(false);
    // presence that was added just before has not started a run
    if (!waiting.isEmpty()) {
      runSoon();
    }
  }
}
