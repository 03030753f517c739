package dev.kith.contactgraph.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.avro.ContactMirror;
import dev.kith.avro.HalfEdgeState;
import dev.kith.contactgraph.topology.ContactGraphTopology;
import dev.kith.domain.Address;
import dev.kith.domain.Budget;
import dev.kith.domain.Choice;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Position;
import dev.kith.domain.RelationEvent.ContactBlocked;
import dev.kith.domain.RelationEvent.ContactChanged;
import dev.kith.kit.codec.HalfEdgeCodec;
import dev.kith.kit.journal.Verdicts;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.StateStores;
import dev.kith.kit.streams.TopologyRun;
import dev.kith.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.streams.test.TestRecord;

/** What a run of the topology issued, as text, and the events that tests of it write. */
public final class Graph {

  public static final Budget.Terms BUDGET =
      new Budget.Terms(
          new Budget.Bucket(100, Duration.ofDays(10)), new Budget.Bucket(100, Duration.ofDays(1)));

  private Graph() {}

  /** A topology whose tasks have nothing to decide. */
  public static ContactGraphTopology topology(Verdicts verdicts, int partitions) {
    return new ContactGraphTopology(verdicts, new Decided(), BUDGET, partitions);
  }

  public static List<String> mirrors(TopologyRun run) {
    return run.out(Topics.CONTACT_MIRRORS).stream()
        .map(out -> out.key() + " " + text((ContactMirror) out.value()))
        .toList();
  }

  /** The half-edge of {@code peer} that is stored in the partition of {@code owner}. */
  public static String mirrored(TopologyRun run, String owner, String peer) {
    var store = run.store(StateStores.RELATIONS);
    var mirror = RelationStore.read(store, new Address(owner), new Address(peer)).mirror();
    return mirror.equals(HalfEdge.NONE) ? "none" : text(HalfEdgeCodec.write(mirror));
  }

  public static List<String> relations(TopologyRun run) {
    return run.out(Topics.RELATIONS).stream()
        .map(out -> out.key() + " " + text(((HalfEdgeState) out.value()).getHalfEdge()))
        .toList();
  }

  public static ContactBlocked block(String peer) {
    return new ContactBlocked(Optional.empty(), new Address(peer));
  }

  public static ContactChanged contact(String peer) {
    return new ContactChanged(
        Optional.empty(),
        new Address(peer),
        Optional.of(true),
        Optional.of(false),
        Optional.empty(),
        Optional.empty());
  }

  public static ContactChanged noContact(String peer) {
    return new ContactChanged(
        Optional.empty(),
        new Address(peer),
        Optional.of(false),
        Optional.of(false),
        Optional.empty(),
        Optional.empty());
  }

  public static HalfEdge blockedAt(long offset) {
    return new HalfEdge(
        new Position(0, offset), false, Choice.UNSET, false, true, false, new TreeSet<>());
  }

  public static String header(TestRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }

  private static String text(ContactMirror mirror) {
    var groups = mirror.getGroups();
    if (groups.size() == 1 && groups.getFirst().getPeers().size() == 1) {
      return text(groups.getFirst().getHalfEdge());
    }
    return groups.stream()
        .map(group -> text(group.getHalfEdge()) + " of " + String.join(", ", group.getPeers()))
        .collect(Collectors.joining(", "));
  }

  private static String text(dev.kith.avro.HalfEdge half) {
    return (half.getContact() ? "contact " : "")
        + (half.getBlocked() ? "blocked " : "")
        + "at "
        + half.getPosition().getOffset();
  }
}
