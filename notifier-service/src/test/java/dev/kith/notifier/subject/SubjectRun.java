package dev.kith.notifier.subject;

import dev.kith.avro.FanOutCompleted;
import dev.kith.domain.Address;
import dev.kith.domain.replica.FanOutRecord;
import dev.kith.kit.streams.DeliveryPartitions;
import dev.kith.kit.streams.TopologyRun;
import dev.kith.kit.topology.SourceEnds;
import dev.kith.notifier.replica.FanOutCodec;
import dev.kith.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Run of {@link SubjectsAlone} that reads what is written to {@code kith.fanout}. */
final class SubjectRun implements AutoCloseable {

  static final DeliveryPartitions PARTITIONS = new DeliveryPartitions(4);

  final TopologyRun topology;
  private final List<Integer> placed = new ArrayList<>();

  /** Record as it was written. */
  record Written(int partition, Address subject, FanOutRecord record) {}

  SubjectRun() {
    this((topic, partition) -> -1);
  }

  SubjectRun(SourceEnds ends) {
    this(ends, PARTITIONS);
  }

  SubjectRun(SourceEnds ends, DeliveryPartitions partitions) {
    topology = new TopologyRun(new SubjectsAlone(partitions, placed), ends);
  }

  /** Records of {@link SubjectFold} since the last call, control records left out. */
  List<Written> written() {
    var written = new ArrayList<Written>();
    var outs = topology.out(Topics.FANOUT);
    for (var index = 0; index < outs.size(); index++) {
      var out = outs.get(index);
      if (!out.key().startsWith("!")) {
        var record = FanOutCodec.read(out.value());
        written.add(new Written(placed.get(index), new Address(out.key()), record));
      }
    }
    placed.clear();
    return written;
  }

  /** Records of one type since the last call, also those of the presence fold. */
  <T extends FanOutRecord> List<T> written(Class<T> type) {
    placed.clear();
    return topology.out(Topics.FANOUT).stream()
        .filter(out -> !out.key().startsWith("!"))
        .map(out -> FanOutCodec.read(out.value()))
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /** Markers since the last call, by delivery partition; fails if there are other records. */
  SortedMap<Integer, FanOutCompleted> markers() {
    var markers = new TreeMap<Integer, FanOutCompleted>();
    var outs = topology.out(Topics.FANOUT);
    for (var index = 0; index < outs.size(); index++) {
      var other = markers.put(placed.get(index), (FanOutCompleted) outs.get(index).value());
      if (other != null) {
        throw new AssertionError("Two markers for the delivery partition " + placed.get(index));
      }
    }
    placed.clear();
    return markers;
  }

  @Override
  public void close() {
    topology.close();
  }
}
