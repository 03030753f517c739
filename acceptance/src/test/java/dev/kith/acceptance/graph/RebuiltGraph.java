package dev.kith.acceptance.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.acceptance.topics.TopicContents;
import dev.kith.avro.Choice;
import dev.kith.avro.ContactsSynced;
import dev.kith.avro.Position;
import dev.kith.avro.ProfileChanged;
import dev.kith.avro.ProfileDeleted;
import dev.kith.harness.Json;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The half-edges between some addresses, and which of these have a profile, computed from the
 * journal.
 */
final class RebuiltGraph {

  private final Map<Pair, Half> halves = new HashMap<>();
  private final Map<String, Set<String>> peers = new HashMap<>();
  private final Set<String> present = new HashSet<>();
  private final Set<String> counted = new HashSet<>();
  private final Set<String> lost = new HashSet<>();

  /** Computes the graph; the journal is the only input. */
  static RebuiltGraph of(TopicContents journal, WireFormat wire, Set<String> owners) {
    RebuiltGraph graph = new RebuiltGraph();
    journal.records().stream()
        .filter(record -> owners.contains(record.key()))
        .forEach(record -> graph.add(record, wire.read(Topics.JOURNAL, record.value())));
    return graph;
  }

  Map<Pair, Half> halves() {
    return halves;
  }

  /** Positions of the events that took effect on a half-edge. */
  Set<String> counted() {
    return counted;
  }

  /**
   * Types of events of which at least one had no effect; a sync with an asOf counts as a type of
   * its own.
   */
  Set<String> lost() {
    return lost;
  }

  Half half(String owner, String peer) {
    return halves.getOrDefault(new Pair(owner, peer), Half.NONE);
  }

  /** The peers of which the owner has a half-edge, or which have one of the owner. */
  Collection<String> peersOf(String owner) {
    return peers.getOrDefault(owner, Set.of());
  }

  /**
   * The contacts that the API returns to the owner, restricted to the wanted pairs, sorted by
   * address.
   */
  List<JsonNode> contacts(String owner, Predicate<Pair> wanted) {
    return peersOf(owner).stream()
        .sorted()
        .map(peer -> new Pair(owner, peer))
        .filter(wanted)
        .map(this::contact)
        .toList();
  }

  /** Whether the API returns anything to the owner about the peer. */
  boolean isShown(Pair pair) {
    return !own(pair).isNothing() || isPaired(pair);
  }

  boolean isPaired(Pair pair) {
    return own(pair).paired() || other(pair).paired();
  }

  boolean isSubscribed(Pair pair) {
    return own(pair).subscribed() == Choice.YES;
  }

  /**
   * Whether each has the other as a contact, and the peer has a profile and does not block the
   * owner.
   */
  boolean isMutual(Pair pair) {
    return own(pair).contact()
        && other(pair).contact()
        && !other(pair).blocked()
        && present.contains(pair.peer());
  }

  boolean isSubscriber(Pair pair) {
    return other(pair).subscribed() == Choice.YES && !own(pair).blocked() && !other(pair).blocked();
  }

  Half own(Pair pair) {
    return half(pair.owner(), pair.peer());
  }

  private Half other(Pair pair) {
    return own(pair.reversed());
  }

  /** The contact in the JSON of the API. */
  JsonNode contact(Pair pair) {
    Half own = own(pair);
    Map<String, Object> contact = new LinkedHashMap<>();
    contact.put("peer", pair.peer());
    contact.put("contact", own.contact());
    contact.put("subscribed", isSubscribed(pair));
    contact.put("announced", own.announced());
    contact.put("labels", List.copyOf(own.labels()));
    contact.put("blocked", own.blocked());
    contact.put("paired", isPaired(pair));
    contact.put("mutual", isMutual(pair));
    if (!own.isUnspoken()) {
      contact.put("position", own.at().getPartition() + ":" + own.at().getOffset());
    }
    return Json.parse(Json.of(new TreeMap<>(contact)).toString());
  }

  private void add(ConsumerRecord<String, byte[]> record, SpecificRecord event) {
    switch (event) {
      case ProfileChanged _ -> present.add(record.key());
      case ProfileDeleted _ -> present.remove(record.key());
      case ContactsSynced synced -> synced.getPeers().forEach(peer -> add(record, event, peer));
      default -> add(record, event, event.get(event.getSchema().getField("peer").pos()).toString());
    }
  }

  private void add(ConsumerRecord<String, byte[]> record, SpecificRecord event, String peer) {
    Pair pair = new Pair(record.key(), peer);
    Position at = new Position(record.partition(), record.offset());
    own(pair)
        .after(at, event)
        .ifPresentOrElse(half -> put(pair, half), () -> lost.add(type(event)));
  }

  private void put(Pair pair, Half half) {
    halves.put(pair, half);
    peers.computeIfAbsent(pair.owner(), _ -> new HashSet<>()).add(pair.peer());
    peers.computeIfAbsent(pair.peer(), _ -> new HashSet<>()).add(pair.owner());
    counted.add(half.at().getPartition() + ":" + half.at().getOffset());
  }

  private static String type(SpecificRecord event) {
    String type = event.getSchema().getName();
    boolean late = event instanceof ContactsSynced synced && synced.getAsOf() != null;
    return late ? "late " + type : type;
  }
}
