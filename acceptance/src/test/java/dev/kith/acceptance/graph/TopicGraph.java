package dev.kith.acceptance.graph;

import dev.kith.acceptance.topics.TopicContents;
import dev.kith.avro.ContactMirror;
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

/** The graph as the derived topics have it, by the last record of each key alone. */
record TopicGraph(Stack stack, WireFormat wire, Set<String> owners) {

  /** What {@code kith.relations} says of a pair: both halves, in the partition of the owner. */
  record Relation(Half own, Half other, int partition) {}

  /** What {@code kith.contact-mirrors} says of a pair, in the partition of the peer. */
  record Mirror(Half half, int partition) {}

  /** By {@code owner|peer}. */
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

  /** By {@code peer|owner}. */
  Map<String, Mirror> mirrors() {
    Map<String, Mirror> mirrors = new HashMap<>();
    forEach(
        Topics.CONTACT_MIRRORS,
        (place, record) ->
            mirrors.put(
                place.key(),
                new Mirror(Half.of(((ContactMirror) record).getHalfEdge()), place.partition())));
    return mirrors;
  }

  /** What has to be on {@code kith.relations} if the journal says this. */
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

  /** What has to be on {@code kith.contact-mirrors} if the journal says this. */
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
