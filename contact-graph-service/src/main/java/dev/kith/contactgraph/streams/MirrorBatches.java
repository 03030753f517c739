package dev.kith.contactgraph.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import dev.kith.schemas.Topics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Batches of the half-edges that one event changes. A batch is one record of {@code
 * kith.contact-mirrors}: all of its peers are in one partition. Nearly all events are one batch for
 * each partition; an event about 500 peers with many different labels is several.
 */
final class MirrorBatches {

  /** Bytes of one batch: half of what readers of the topic accept. */
  static final int LARGEST = 320 * 1_024;

  /** Bytes of a half-edge without its labels, and room for the lengths of arrays. */
  private static final int FIXED = 64;

  private static final int TEXT_LENGTH = 2;

  private MirrorBatches() {}

  /**
   * The batches of an event.
   *
   * @param halves the changed half-edges, by peer
   * @param partitions number of partitions of the topic
   */
  static List<SortedMap<Address, HalfEdge>> of(
      SortedMap<Address, HalfEdge> halves, int partitions) {
    var byPartition = new TreeMap<Integer, SortedMap<Address, HalfEdge>>();
    halves.forEach((peer, half) ->
        byPartition
            .computeIfAbsent(partition(peer, partitions), _ -> new TreeMap<>())
            .put(peer, half));
    var batches = new ArrayList<SortedMap<Address, HalfEdge>>();
    byPartition.values().forEach(neighbours -> split(neighbours, batches));
    return batches;
  }

  private static int partition(Address peer, int partitions) {
    return Topics.CONTACT_MIRRORS.partition(peer.text().getBytes(UTF_8), partitions);
  }

  private static void split(
      SortedMap<Address, HalfEdge> halves, List<SortedMap<Address, HalfEdge>> batches) {
    var batch = new TreeMap<Address, HalfEdge>();
    var written = new HashSet<HalfEdge>();
    var bytes = 0;
    for (var entry : halves.entrySet()) {
      var peer = entry.getKey();
      var half = entry.getValue();
      var more = bytes(peer) + (written.contains(half) ? 0 : bytes(half));
      if (bytes + more > LARGEST) {
        batches.add(batch);
        batch = new TreeMap<>();
        written.clear();
        bytes = 0;
        more = bytes(peer) + bytes(half);
      }
      batch.put(peer, half);
      written.add(half);
      bytes += more;
    }
    batches.add(batch);
  }

  /** Addresses and labels are ASCII. */
  private static int bytes(Address peer) {
    return TEXT_LENGTH + peer.text().length();
  }

  private static int bytes(HalfEdge half) {
    return FIXED + half.labels().stream().mapToInt(label -> TEXT_LENGTH + label.length()).sum();
  }
}
