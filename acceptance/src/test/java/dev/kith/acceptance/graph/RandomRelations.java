package dev.kith.acceptance.graph;

import dev.kith.acceptance.topics.ForeignProducer;
import dev.kith.avro.Position;
import dev.kith.harness.Json;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Api;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Random writes of relations: some through the API, some appended by another team's producer. A
 * conditional write expects the version of an earlier write, or that nothing is there, so that some
 * conditions hold and others do not.
 */
final class RandomRelations {

  private static final List<String> LABELS = List.of("family", "work", "club", "admin");

  private final Api backend;
  private final ForeignProducer producer;
  private final Runnable whenAway;
  private final List<String> users;
  private final RandomEvents events;
  private final Map<Pair, Position> written = new ConcurrentHashMap<>();
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

  RandomRelations(Api backend, ForeignProducer producer, Runnable whenAway, List<String> users) {
    this.backend = backend;
    this.producer = producer;
    this.whenAway = whenAway;
    this.users = users;
    this.events = new RandomEvents(users);
  }

  /** Positions of the writes that the API has acknowledged. */
  List<String> acknowledged() {
    return List.copyOf(acknowledged);
  }

  /** Makes one write about a random pair of users. */
  void write(Random random) {
    Pair pair = somePair(random);
    if (random.nextInt(4) == 0) {
      request(pair, random);
    } else {
      append(pair, random);
    }
  }

  private void append(Pair pair, Random random) {
    Position expects = expects(pair, random);
    RandomEvents.Event event = events.next(pair, expects, written.get(pair), random);
    RecordMetadata at = producer.append(event.owner(), event.record());
    written.put(pair, new Position(at.partition(), at.offset()));
  }

  private void request(Pair pair, Random random) {
    Api api = conditional(pair, random);
    String path = Api.path(pair.owner()) + "/contacts/" + Api.encoded(pair.peer());
    String block = Api.path(pair.owner()) + "/blocks/" + Api.encoded(pair.peer());
    String paired = Api.path(pair.owner()) + "/pairs/" + Api.encoded(pair.peer());
    note(
        pair,
        switch (random.nextInt(9)) {
          case 0, 1 -> api.send("PUT", path, contact(random));
          case 2, 3, 4 -> api.send("PATCH", path, contact(random));
          case 5 -> api.delete(path);
          case 6 -> api.send("PUT", block, "");
          case 7 -> api.delete(block);
          default ->
              random.nextBoolean() ? backend.send("PUT", paired, "") : backend.delete(paired);
        });
  }

  private Api conditional(Pair pair, Random random) {
    Position last = written.get(pair);
    return switch (random.nextInt(4)) {
      case 0 -> backend.with("If-None-Match", "*");
      case 1 ->
          last == null
              ? backend
              : backend.with(
                  "If-Match", "\"" + last.getPartition() + ":" + last.getOffset() + "\"");
      default -> backend;
    };
  }

  private void note(Pair pair, Answer answer) {
    switch (answer.status()) {
      case 200, 201, 204 -> {
        acknowledged.add(answer.position());
        String[] parts = answer.position().split(":", 2);
        written.put(pair, new Position(Integer.parseInt(parts[0]), Long.parseLong(parts[1])));
      }
      case 202, 404, 409, 412 -> {}
      case 502, 503, 504 -> whenAway.run();
      default -> throw new AssertionError(answer);
    }
  }

  private @Nullable Position expects(Pair pair, Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> new Position(-1, -1L);
      case 1, 2 -> written.get(pair);
      default -> null;
    };
  }

  private Pair somePair(Random random) {
    int owner = random.nextInt(users.size());
    int peer = (owner + 1 + random.nextInt(users.size() - 1)) % users.size();
    return new Pair(users.get(owner), users.get(peer));
  }

  private static String contact(Random random) {
    Map<String, Object> contact = new HashMap<>();
    for (String part : List.of("contact", "subscribed", "announced")) {
      if (random.nextBoolean()) {
        contact.put(part, random.nextInt(3) > 0);
      }
    }
    if (random.nextBoolean()) {
      contact.put("labels", someLabels(random));
    }
    return Json.of(contact).toString();
  }

  static List<String> someLabels(Random random) {
    return new ArrayList<>(LABELS.subList(random.nextInt(3), 2 + random.nextInt(3)));
  }
}
