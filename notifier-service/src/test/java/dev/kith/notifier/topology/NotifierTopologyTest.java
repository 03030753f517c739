package dev.kith.notifier.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.kit.streams.DeliveryPartitions;
import dev.kith.kit.streams.TopologyRun;
import dev.kith.notifier.delivery.DeliveryTasks;
import dev.kith.notifier.delivery.FanOutTopic;
import dev.kith.notifier.delivery.ReplicaTopology;
import dev.kith.notifier.presence.PresenceConfig;
import dev.kith.notifier.presence.PresenceTopology;
import dev.kith.notifier.replica.SubjectCache;
import dev.kith.notifier.subject.SubjectTopology;
import dev.kith.notifier.updates.UpdatesTopology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NotifierTopologyTest {

  private static final Path GOLDEN = Path.of("src/test/resources/topology.txt");

  /**
   * Changelogs and stores are kept under these names. Renew the golden file with {@code
   * -Dgolden=renew}, and give the reason in the commit.
   */
  @Test
  void the_topology_equals_the_golden_file() throws IOException {
    var described = TopologyRun.describe(topology());
    if ("renew".equals(System.getProperty("golden"))) {
      Files.writeString(GOLDEN, described);
    }

    assertThat(described).isEqualTo(Files.readString(GOLDEN));
  }

  private static NotifierTopology topology() {
    var partitions = new DeliveryPartitions(4);
    var dependencies =
        new ReplicaTopology.Dependencies(
            "application",
            4,
            new NoTopic(),
            new DeliveryTasks(new SubjectCache(1)),
            Duration.ofDays(30),
            () -> {});
    return new NotifierTopology(
        new SubjectTopology(
            4, partitions, new PresenceTopology(PresenceConfig.DEFAULT, _ -> {}, 4)),
        new ReplicaTopology(4, dependencies),
        new UpdatesTopology(partitions, 1_000, Duration.ofMillis(5)));
  }

  /** Topic that is never asked: the topology is described and not run. */
  private record NoTopic() implements FanOutTopic {
    @Override
    public String id() {
      throw new UnsupportedOperationException();
    }

    @Override
    public long begin(int partition) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long committed(int partition) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long end(int partition) {
      throw new UnsupportedOperationException();
    }
  }
}
