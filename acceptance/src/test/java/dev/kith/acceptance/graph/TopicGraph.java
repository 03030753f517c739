package dev.kith.acceptance.graph;

import dev.kith.acceptance.topics.TopicContents;
import dev.kith.avro.ContactMirror;
import dev.kith.avro.MirrorGroup;
import dev.kith.avro.RelationState;
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

  /** Record of {@code kith.relations}: both half-edges of a pair, in the partition of the owner. */
  record Relation(Half own, Half other, int partition) {}

  /** One half-edge of {@code kith.contact-mirrors}, in the partition of the peer. */
  record Mirror(Half half, int partition) {}

  /** Reads the relations, by {@code owner|peer}. */
  Map<String, Relation> relations() {
    Map<String, Relation> relations = new HashMap<>();
    forEach(
        Topics.RELATIONS,
        (place, record) -> {
          RelationState state = (RelationState) record;
          var relation =
              new Relation(Half.of(state.getOwn()), Half.of(state.getMirror()), place.partition());
          relations.put(place.key(), relation);
        });
    return relations;
  }

  /** Reads the mirrors, by {@code peer|owner}; of two with the same half-edge, the later counts. */
  Map<String, Mirror> mirrors() {
    Map<String, Mirror> mirrors = new HashMap<>();
    forEach(
        Topics.CONTACT_MIRRORS,
        (place, record) -> {
          ContactMirror batch = (ContactMirror) record;
          for (MirrorGroup group : batch.getGroups()) {
            Mirror mirror = new Mirror(Half.of(group.getHalfEdge()), place.partition());
            for (String peer : group.getPeers()) {
              mirrors.merge(
                  new Pair(batch.getOwner(), peer).reversed().key(), mirror, TopicGraph::later);
            }
          }
        });
    return mirrors;
  }

  private static Mirror later(Mirror one, Mirror other) {
    return one.half().at().getOffset() > other.half().at().getOffset() ? one : other;
  }

  /** Computes what {@code kith.relations} must contain according to the journal. */
  static Map<String, Relation> relationsOf(RebuiltGraph graph) {
    Map<String, Relation> relations = new HashMap<>();
    graph
        .halves()
        .keySet()
        .forEach(pair -> {
          relations.put(pair.key(), relationOf(graph, pair));
          relations.put(pair.reversed().key(), relationOf(graph, pair.reversed()));
        });
    return relations;
  }

  /** Computes what {@code kith.contact-mirrors} must contain according to the journal. */
  static Map<String, Mirror> mirrorsOf(RebuiltGraph graph) {
    Map<String, Mirror> mirrors = new HashMap<>();
    graph
        .halves()
        .forEach((pair, half) ->
            mirrors.put(pair.reversed().key(), new Mirror(half, Stack.partitionOf(pair.peer()))));
    return mirrors;
  }

  private static Relation relationOf(RebuiltGraph graph, Pair pair) {
    return new Relation(
        graph.own(pair), graph.own(pair.reversed()), Stack.partitionOf(pair.owner()));
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
