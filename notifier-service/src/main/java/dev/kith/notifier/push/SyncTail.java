package dev.kith.notifier.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.kit.KafkaProperties;
import dev.kith.kit.KithSettings;
import dev.kith.kit.TopicEnds;
import dev.kith.notifier.streams.SyncTold;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Reads {@code kith.syncs} as it grows, and tells owners' sessions how far their syncs have come.
 * Committed only: a sync that was done is not running again.
 */
@ApplicationScoped
public class SyncTail {

  private final LiveTail<SyncTold> tail;

  SyncTail(KithSettings kith, WireFormat wire, TopicEnds ends) {
    this.tail =
        new LiveTail<>(
            Topics.SYNCS.name(),
            new KafkaProperties(kith).reader("read_committed"),
            ends,
            new Syncs(wire));
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    tail.stop();
  }

  /** The session is told that it listens; from then on it misses nothing. */
  void join(Session session) {
    tail.join(session);
  }

  void leave(Session session) {
    tail.leave(session);
  }

  private record Syncs(WireFormat wire) implements LiveTail.Program<SyncTold> {

    @Override
    public String subscriber(byte[] key) {
      return new String(key, UTF_8);
    }

    @Override
    public SyncTold read(byte[] value) {
      return SyncTold.read(wire.read(Topics.SYNCS, value));
    }

    @Override
    public void offer(Session session, SyncTold told) {
      session.offer(told);
    }

    @Override
    public void listens(Session session) {
      session.listens();
    }
  }
}
