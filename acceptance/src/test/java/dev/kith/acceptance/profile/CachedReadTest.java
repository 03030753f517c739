package dev.kith.acceptance.profile;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Api;
import dev.kith.harness.client.Metrics;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Test of the cache of profiles: its responses are byte for byte those of the REST resource. */
@OnTheStack
class CachedReadTest {

  /**
   * An Accept header that bypasses the cache, which answers only requests with the usual headers.
   */
  private static final String UNUSUAL = "application/json, */*";

  private final Stack stack;
  private final Person alice;
  private final Person bob;
  private final Person carol;

  CachedReadTest(Stack stack) {
    this.stack = stack;
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
    this.carol = stack.person("carol");
  }

  @Test
  void each_viewer_gets_the_same_from_the_cache_as_from_the_resource() {
    alice.puts(aProfile().named("Älice \"A\"").saying("in").having("city", "Oslo"));
    alice.labels(bob, "family");
    alice.rules(
        Map.of("status", List.of("allow label:family"), "attributes", List.of("deny everyone")));
    bob.addsContact(alice);
    carol.addsContact(alice);

    compareAll();
    assertThat(plain(bob).text()).contains("in").doesNotContain("Oslo");
    assertThat(plain(carol).text()).doesNotContain("in\"");

    alice.changes("status", "out");
    assertThat(plain(alice).text()).contains("out");
    alice.blocks(bob);
    assertThat(plain(bob).status()).isEqualTo(404);
    compareAll();
  }

  @Test
  void presence_is_the_same_and_goes_by_what_both_show() throws InterruptedException {
    alice.puts(aProfile().named("Alice"));
    bob.puts(aProfile().named("Bob"));
    alice.addsContact(bob);
    bob.addsContact(alice);
    try (var _ = alice.opensScreen()) {
      await().untilAsserted(() -> assertThat(plain(bob).text()).contains("\"online\":true"));
      compareAll();

      bob.sets("lastSeen", "coarse");
      await().untilAsserted(() -> assertThat(plain(bob).text()).contains("recently"));
      compareAll();
    }
  }

  @Test
  void a_reader_who_has_the_version_gets_no_body() {
    alice.puts(aProfile().named("Alice"));
    bob.addsContact(alice);
    Api again = bob.api().with("If-None-Match", plain(bob).header("ETag").orElseThrow());

    assertThat(again.get(alice.profilePath()).status()).isEqualTo(304);
    alice.changes("status", "new");
    assertThat(again.get(alice.profilePath()).status()).isEqualTo(200);
  }

  @Test
  void a_version_in_the_second_of_two_header_lines_is_known() {
    alice.puts(aProfile().named("Alice"));
    bob.addsContact(alice);
    Api twoLines =
        bob.api()
            .with("If-None-Match", "\"0:0\"")
            .with("If-None-Match", plain(bob).header("ETag").orElseThrow());

    assertThat(twoLines.get(alice.profilePath()).status()).isEqualTo(304);
    assertThat(twoLines.with("Accept", UNUSUAL).get(alice.profilePath()).status()).isEqualTo(304);
  }

  private void compareAll() {
    Stream.of(alice, bob, carol, stack.backend())
        .forEach(viewer -> {
          double before = readsFromTheCache();
          Answer cached = plain(viewer);
          boolean isHidden = cached.status() == 404;
          assertThat(readsFromTheCache() > before).isEqualTo(!isHidden);
          Answer read = viewer.api().with("Accept", UNUSUAL).get(alice.profilePath());
          assertThat(cached.withoutDate()).isEqualTo(read.withoutDate());
        });
  }

  /**
   * Number of reads that the cache has answered; its route has a label of its own in the metrics.
   */
  private double readsFromTheCache() {
    return new Metrics(stack.run().management("profile-service"))
        .sum(
            "http_server_requests_seconds_count",
            "method=\"GET\"",
            "uri=\"/v1/users/{address}/profile\"",
            "status=\"200\"");
  }

  /**
   * Reads twice, and returns the response of the cache. The first read is answered by the resource,
   * because a new token must be verified.
   */
  private Answer plain(Person viewer) {
    viewer.api().get(alice.profilePath());
    return viewer.api().get(alice.profilePath());
  }
}
