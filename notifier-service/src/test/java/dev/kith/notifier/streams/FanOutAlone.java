package dev.kith.notifier.streams;

import dev.kith.kit.stores.SettingsStore;
import dev.kith.kit.topology.Decoders;
import dev.kith.kit.topology.FoldProgress;
import dev.kith.kit.topology.ReadRecords;
import dev.kith.kit.topology.ServiceTopology;
import dev.kith.kit.topology.Sinks;
import dev.kith.kit.topology.Sources;
import dev.kith.kit.topology.TopologyContext;
import dev.kith.notifier.fanout.FanOut;
import dev.kith.notifier.fanout.Slice;
import dev.kith.notifier.fanout.WalkStore;
import dev.kith.schemas.Topic;
import dev.kith.schemas.Topics;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/** The fan-out without its neighbours and with its stores in memory, to be run many times. */
record FanOutAlone(Slice.Limits slice) implements ServiceTopology {

  private static final String PROGRESS = "progress";

  @Override
  public String service() {
    return "fan-out";
  }

  @Override
  public Set<Topic> topics() {
    return Set.of(Topics.JOURNAL, Topics.CONTACT_MIRRORS, Topics.UPDATES);
  }

  @Override
  public Topology build(TopologyContext topologyContext) {
    var topology = new Topology();
    read(topology, topologyContext, "journal", Topics.JOURNAL, Decoders::journal);
    read(topology, topologyContext, "mirrors", Topics.CONTACT_MIRRORS, Decoders::mirror);
    topology
        .addProcessor(
            "fan-out",
            () -> new FanOut(PROGRESS, topologyContext.ends(), slice),
            "read-journal",
            "read-mirrors")
        .addStateStore(
            FoldProgress.storeNamed(PROGRESS), "read-journal", "read-mirrors", "fan-out");
    Stream.of(
            FanOut.PROFILES,
            FanOut.RELATIONS,
            SettingsStore.NAME,
            FanOut.APPEARANCES,
            WalkStore.NAME)
        .forEach(name ->
            topology.addStateStore(
                Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray()),
                "fan-out"));
    Sinks.add(topology, "updates", Topics.UPDATES, topologyContext.wire(), "fan-out");
    Sinks.addDeadLetters(topology, "dead-letters", "read-journal", "read-mirrors");
    return topology;
  }

  private static <T> void read(
      Topology topology,
      TopologyContext topologyContext,
      String name,
      Topic topic,
      Decoders.Decoder<T> decoder) {
    Sources.add(
        topology,
        name,
        topologyContext,
        new ReadRecords.Source<>(topic, 1, decoder, PROGRESS, "fan-out", "dead-letters"));
  }
}
