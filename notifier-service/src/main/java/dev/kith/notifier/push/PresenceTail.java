package dev.kith.notifier.push;

import dev.kith.kit.KafkaProperties;
import dev.kith.kit.KithSettings;
import dev.kith.kit.TopicEnds;
import dev.kith.notifier.streams.PresenceTold;
import dev.kith.schemas.Keys;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Reads {@code kith.presence-updates} as it grows, and tells subscribers' sessions who comes and
 * goes. Committed only: presence has no version that would tell what was taken back.
 */
@ApplicationScoped
public class PresenceTail {

  private final LiveTail<PresenceTold> tail;

  PresenceTail(KithSettings kith, WireFormat wire, TopicEnds ends) {
    this.tail =
        new LiveTail<>(
            Topics.PRESENCE_UPDATES.name(),
            new KafkaProperties(kith).reader("read_committed"),
            ends,
            new Presences(wire));
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

  private record Presences(WireFormat wire) implements LiveTail.Program<PresenceTold> {

    @Override
    public String subscriber(byte[] key) {
      return Keys.first(key);
    }

    @Override
    public PresenceTold read(byte[] value) {
      return PresenceTold.read(wire.read(Topics.PRESENCE_UPDATES, value));
    }

    @Override
    public void offer(Session session, PresenceTold told) {
      session.offer(told);
    }

    @Override
    public void listens(Session session) {
      session.listensToPresence();
    }
  }
}
