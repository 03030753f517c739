package dev.kith.acceptance.graph;

import dev.kith.acceptance.topics.TopicContents;
import dev.kith.avro.ContactMirror;
import dev.kith.avro.HalfEdgeState;
import dev.kith.avro.MirrorGroup;
import dev.kith.harness.stack.Stack;
import dev.kith.schemas.Topic;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;

/** The contact graph in the derived topics, read from the last record of each key alone. */
record TopicGraph(Stack stack, WireFormat wire, Set<String> owners) {

  /** One half-edge, and the partition of its record. */
  record Placed(Half half, int partition) {}

  /** Reads {@code kith.relations}, by {@code owner|peer}. */
  Map<String, Placed> relations() {
    Map<String, Placed> relations = new HashMap<>();
    forEach(
        Topics.RELATIONS,
        (place, record) ->
            relations.put(
                place.key(),
                new Placed(Half.of(((HalfEdgeState) record).getHalfEdge()), place.partition())));
    return relations;
  }

  /** Reads the mirrors, by {@code peer|owner}; of two with the same half-edge, the later counts. */
  Map<String, Placed> mirrors() {
    Map<String, Placed> mirrors = new HashMap<>();
    forEach(
        Topics.CONTACT_MIRRORS,
        (place, record) -> {
          ContactMirror batch = (ContactMirror) record;
          for (MirrorGroup group : batch.getGroups()) {
            Placed mirror = new Placed(Half.of(group.getHalfEdge()), place.partition());
            for (String peer : group.getPeers()) {
              mirrors.merge(
                  new Pair(batch.getOwner(), peer).reversed().key(), mirror, TopicGraph::later);
            }
          }
        });
    return mirrors;
  }

  private static Placed later(Placed one, Placed other) {
    return one.half().at().getOffset() > other.half().at().getOffset() ? one : other;
  }

  /** Computes what {@code kith.relations} must contain according to the journal. */
  static Map<String, Placed> relationsOf(RebuiltGraph graph) {
    Map<String, Placed> relations = new HashMap<>();
    graph
        .halves()
        .forEach((pair, half) ->
            relations.put(pair.key(), new Placed(half, Stack.partitionOf(pair.owner()))));
    return relations;
  }

  /** Computes what {@code kith.contact-mirrors} must contain according to the journal. */
  static Map<String, Placed> mirrorsOf(RebuiltGraph graph) {
    Map<String, Placed> mirrors = new HashMap<>();
    graph
        .halves()
        .forEach((pair, half) ->
            mirrors.put(pair.reversed().key(), new Placed(half, Stack.partitionOf(pair.peer()))));
    return mirrors;
  }

  private record Place(String key, int partition) {}

  private void forEach(Topic topic, BiConsumer<Place, SpecificRecord> action) {
    TopicContents.of(stack.broker(), topic).last().stream()
        .filter(record -> owners.contains(record.key().split("\\|", 2)[0]))
        .forEach(record ->
            action.accept(
                new Place(record.key(), record.partition()), wire.read(topic, record.value())));
  }
}
