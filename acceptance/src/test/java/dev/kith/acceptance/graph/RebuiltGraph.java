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

/** All halves between some addresses, and who of them has a profile: what the journal says. */
final class RebuiltGraph {

  private final Map<Pair, Half> halves = new HashMap<>();
  private final Map<String, Set<String>> peers = new HashMap<>();
  private final Set<String> present = new HashSet<>();
  private final Set<String> counted = new HashSet<>();
  private final Set<String> lost = new HashSet<>();

  /** Nothing but the journal is asked. */
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

  /** Positions of the events about one peer that counted. */
  Set<String> counted() {
    return counted;
  }

  /** Types of events of which some did not count. */
  Set<String> lost() {
    return lost;
  }

  Half half(String owner, String peer) {
    return halves.getOrDefault(new Pair(owner, peer), Half.NONE);
  }

  /** Those of whom the owner has spoken, or who have spoken of the owner. */
  Collection<String> peersOf(String owner) {
    return peers.getOrDefault(owner, Set.of());
  }

  /**
   * What the owner is told about those peers for whom it holds, in the order of their addresses.
   */
  List<JsonNode> contacts(String owner, Predicate<Pair> wanted) {
    return peersOf(owner).stream()
        .sorted()
        .map(peer -> new Pair(owner, peer))
        .filter(wanted)
        .map(this::contact)
        .toList();
  }

  /** Whether the owner is told anything at all about the peer. */
  boolean isShown(Pair pair) {
    return !own(pair).isNothing() || isPaired(pair);
  }

  boolean isPaired(Pair pair) {
    return own(pair).paired() || other(pair).paired();
  }

  boolean isSubscribed(Pair pair) {
    return own(pair).subscribed() == Choice.YES;
  }

  /** Each has the other as contact, and the peer has a profile that the owner may see. */
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

  /** As the API words it. */
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
