package dev.kith.acceptance.profile;

import dev.kith.acceptance.topics.ForeignProducer;
import dev.kith.avro.Picture;
import dev.kith.avro.PictureChanged;
import dev.kith.harness.Json;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Api;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Random writes of profiles and rules, most through the API, some appended by another producer. */
final class RandomWrites {

  private final Api backend;
  private final ForeignProducer producer;
  private final Runnable whenAway;
  private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

  /**
   * @param whenAway waits until the service answers again
   */
  RandomWrites(Api backend, ForeignProducer producer, Runnable whenAway) {
    this.backend = backend;
    this.producer = producer;
    this.whenAway = whenAway;
  }

  /** Makes one write about one of these addresses. */
  void write(List<String> addresses, Random random) {
    String address = addresses.get(random.nextInt(addresses.size()));
    String profile = Api.path(address) + "/profile";
    switch (random.nextInt(10)) {
      case 0 -> create(address, random);
      case 1, 2, 3 -> note(address, backend.send("PUT", profile, json(fields(random, false))));
      case 4, 5 -> note(address, backend.send("PATCH", profile, json(fields(random, true))));
      case 6, 7 ->
          note(address, backend.send("PUT", Api.path(address) + "/privacy", rules(random)));
      case 8 -> note(address, backend.delete(profile));
      default -> producer.append(address, picture(random));
    }
  }

  /** The offset of the last acknowledged write, by address; 202 counts as acknowledged. */
  Map<String, Long> acknowledged() {
    return acknowledged;
  }

  private void create(String address, Random random) {
    boolean group = address.startsWith("group:");
    Object creation = Map.of("address", address, "profile", fields(random, false));
    note(address, backend.send("POST", group ? "/v1/groups" : "/v1/users", json(creation)));
  }

  private void note(String address, Answer answer) {
    switch (answer.status()) {
      case 200, 201, 202, 204 ->
          acknowledged.merge(
              address, Long.parseLong(answer.position().split(":", 2)[1]), Math::max);
      case 404, 409 -> {}
      case 502, 503, 504 -> whenAway.run();
      default -> throw new AssertionError(answer);
    }
  }

  private static Map<String, Object> fields(Random random, boolean patch) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("name", patch && random.nextBoolean() ? null : "Name " + random.nextInt());
    fields.put("status", patch && random.nextBoolean() ? null : "état 💬 " + random.nextInt());
    Map<String, Object> attributes = new HashMap<>();
    for (int number = random.nextInt(5); number > 0; number--) {
      attributes.put("a" + random.nextInt(6), patch ? valueOrNull(random) : value(random));
    }
    fields.put("attributes", attributes);
    return fields;
  }

  private static Object value(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextLong(1 - (1L << 53), 1L << 53);
      case 1 -> random.nextGaussian();
      case 2 -> (double) random.nextInt();
      case 3 -> random.nextBoolean();
      case 4 -> random.nextInt(10);
      default -> "text " + random.nextInt();
    };
  }

  private static @Nullable Object valueOrNull(Random random) {
    return random.nextInt(3) == 0 ? null : value(random);
  }

  private static String rules(Random random) {
    List<List<String>> some =
        List.of(
            List.of("allow contacts"),
            List.of("deny everyone"),
            List.of("deny user:bob", "allow label:family", "allow everyone"));
    Map<String, List<String>> rules = new HashMap<>();
    for (String field : List.of("name", "status", "attributes", "attributes.a1", "discovery")) {
      if (random.nextBoolean()) {
        rules.put(field, some.get(random.nextInt(some.size())));
      }
    }
    return json(rules);
  }

  private static PictureChanged picture(Random random) {
    boolean removed = random.nextInt(4) == 0;
    String sha256 = "%064x".formatted(random.nextLong() & Long.MAX_VALUE);
    return PictureChanged.newBuilder()
        .setActor("another-service")
        .setExpects(null)
        .setPicture(removed ? null : new Picture(sha256, "image/png", 640, random.nextInt(1, 640)))
        .setRemoved(removed)
        .build();
  }

  private static String json(Object value) {
    return Json.of(value).toString();
  }
}
