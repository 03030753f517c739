package dev.kith.notifier.session;

import dev.kith.domain.Address;
import dev.kith.kit.trace.Traces;
import dev.kith.notifier.live.LiveSession;
import dev.kith.notifier.replica.Cursor;
import dev.kith.notifier.wire.ConnectionServer;
import dev.kith.notifier.wire.RawSocket;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Sessions on real connections, with tails whose records a test offers. */
final class SessionFixture implements AutoCloseable {

  static final Address BOB = new Address("bob");
  static final int SYNCS_PARTITION = 9;
  static final int PENDING_SUBJECTS = 5;
  static final long EXPIRES = 1_000;

  final ConnectionServer server = new ConnectionServer();
  final TestTail tail = new TestTail();
  final MeterRegistry metrics = new SimpleMeterRegistry();

  /** Subjects whose exact presence the viewer may see; the answer that a test gives. */
  volatile CompletionStage<Set<Address>> exact = CompletableFuture.completedFuture(Set.of());

  /** The subjects of each such question. */
  final BlockingQueue<List<Address>> asked = new LinkedBlockingQueue<>();

  /** The answer of the broker. */
  volatile Future<String> topic = Future.succeededFuture(TestUpdate.TOPIC);

  private final SessionContext parts =
      new SessionContext(
          tail,
          tail,
          () -> topic,
          this::exact,
          tail.eventLoops,
          server.frames(),
          new DeliveryMetrics(metrics, Traces.none()),
          PENDING_SUBJECTS);

  private CompletionStage<Set<Address>> exact(Address viewer, Collection<Address> subjects) {
    var answer = exact;
    asked.add(List.copyOf(subjects));
    return answer;
  }

  /** Connects a client. */
  RawSocket client() throws IOException {
    return new RawSocket(server.port());
  }

  /** The next frames that a client receives. */
  static List<String> frames(RawSocket client, int count) throws IOException {
    var frames = new ArrayList<String>();
    for (var i = 0; i < count; i++) {
      frames.add(client.next().orElseThrow());
    }
    return frames;
  }

  /** Opens a session on the next client's connection. */
  Session open(Optional<Cursor> since) throws InterruptedException {
    var accepted = server.next();
    var subscription = new Subscription(BOB, TestUpdate.PARTITION, SYNCS_PARTITION, since);
    var session =
        new Session(
            accepted.connection(),
            accepted.context(),
            subscription,
            new SessionToken("Bearer token", EXPIRES),
            parts);
    accepted.run(session::begin);
    return session;
  }

  /** Opens a session, which the tail then serves. */
  LiveSession joined(Optional<Cursor> since) throws InterruptedException {
    open(since);
    return TestTail.next(tail.joined);
  }

  /** Opens a session that has received its snapshot, up to an offset. */
  LiveSession live(long synced) throws InterruptedException {
    var session = joined(Optional.empty());
    tail.poll(
        session,
        it -> {
          it.opened(false);
          it.synced(synced);
        });
    return session;
  }

  /** Waits until the event loop has written the frames that were offered. */
  static void written(LiveSession session) {
    var written = new CompletableFuture<Void>();
    ((Session) session).onContext(() -> written.complete(null));
    written.orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    server.close();
    tail.close();
  }
}
