package dev.kith.acceptance.client;

import dev.kith.harness.Json;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Api;
import dev.kith.harness.client.Person;
import java.util.Map;

/** Client of a backend for the requests that only backends may send; each request must succeed. */
public record Backend(Api api) {

  public Answer pairs(Person left, Person right) {
    return api.send("PUT", pair(left, right), "").ok();
  }

  public Answer unpairs(Person left, Person right) {
    return api.delete(pair(left, right)).ok();
  }

  public Answer restricts(Person person, boolean restricted) {
    return api.send(
            "PATCH", person.path("settings"), Json.of(Map.of("restricted", restricted)).toString())
        .ok();
  }

  public static String pair(Person left, Person right) {
    return left.path("pairs/" + Api.encoded(right.address()));
  }
}
