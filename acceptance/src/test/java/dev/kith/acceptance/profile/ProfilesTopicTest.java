package dev.kith.acceptance.profile;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.acceptance.client.Crowd;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.acceptance.topics.ForeignProducer;
import dev.kith.acceptance.topics.TopicContents;
import dev.kith.avro.Lifecycle;
import dev.kith.avro.ProfileState;
import dev.kith.harness.client.Api;
import dev.kith.harness.stack.Stack;
import dev.kith.schemas.ConfluentRegistry;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Test that {@code kith.profiles} carries the full state: every profile can be rebuilt from this
 * topic alone, as profile-service shows it.
 */
@OnTheStack
class ProfilesTopicTest {

  private static final String SERVICE = "profile-service";
  private static final int WRITERS = 8;
  private static final int USERS_OF_EACH = 25;
  private static final int GROUPS_OF_EACH = 5;
  private static final int WRITES_OF_EACH = 400;
  private static final long SEED = 0;
  private static final int KILLED_AT = 1_500;
  private static final Duration WITHIN = Duration.ofMinutes(2);

  private final Stack stack;
  private final Api backend;
  private final WireFormat wire;

  ProfilesTopicTest(Stack stack) {
    this.stack = stack;
    this.backend = stack.backend().api();
    this.wire =
        new WireFormat(new ConfluentRegistry(Map.of("schema.registry.url", stack.registry())));
  }

  @Test
  void all_profiles_can_be_rebuilt_from_the_topic_alone() {
    List<List<String>> addresses = Stream.generate(this::someAddresses).limit(WRITERS).toList();
    try (ForeignProducer producer = new ForeignProducer(stack.broker(), stack.registry())) {
      RandomWrites writes =
          new RandomWrites(backend, producer, () -> stack.processes().awaitReady(SERVICE));
      Crowd crowd = new Crowd(WITHIN, () -> stack.processes().awaitReady(SERVICE));
      crowd.start(
          WRITERS,
          WRITES_OF_EACH,
          SEED,
          (writer, random) -> writes.write(addresses.get(writer), random));
      crowd.awaitSent(KILLED_AT);
      stack.processes().kill(SERVICE);
      stack.processes().start(SERVICE);
      crowd.awaitAll();

      // acknowledged writes are on the topic after the next commit, other events soon after
      await()
          .atMost(WITHIN)
          .untilAsserted(() -> {
            List<RebuiltProfile> rebuilt = rebuilt(addresses);
            assertThat(rebuilt).containsExactlyInAnyOrderElementsOf(asked(addresses));
            assertThat(listed(addresses)).containsExactlyInAnyOrderElementsOf(shown(rebuilt));
            assertThat(rebuilt).allMatch(profile -> holds(profile, writes.acknowledged()));
          });
    }
  }

  /**
   * Rebuilds the profiles from the last record of each address, which must contain the whole state.
   */
  private List<RebuiltProfile> rebuilt(List<List<String>> addresses) {
    Set<String> ours = addresses.stream().flatMap(List::stream).collect(toSet());
    List<ProfileState> states =
        TopicContents.of(stack.broker(), Topics.PROFILES).last().stream()
            .filter(record -> ours.contains(record.key()))
            .map(record -> (ProfileState) wire.read(Topics.PROFILES, record.value()))
            .toList();
    assertThat(states)
        .extracting(ProfileState::getLifecycle)
        .as("all lives were met")
        .contains(Lifecycle.UNKNOWN, Lifecycle.PRESENT, Lifecycle.DELETED);
    return states.stream().map(RebuiltProfile::of).toList();
  }

  private List<RebuiltProfile> asked(List<List<String>> addresses) {
    return addresses.stream()
        .flatMap(List::stream)
        .map(address -> RebuiltProfile.asked(backend, address))
        .filter(profile -> !profile.position().isEmpty())
        .toList();
  }

  private static List<JsonNode> shown(List<RebuiltProfile> profiles) {
    return profiles.stream().filter(RebuiltProfile::present).map(RebuiltProfile::profile).toList();
  }

  /** Reads these addresses from the list of all profiles, page by page. */
  private List<JsonNode> listed(List<List<String>> addresses) {
    Set<String> ours = addresses.stream().flatMap(List::stream).collect(toSet());
    List<JsonNode> listed = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = backend.get("/v1/profiles?limit=500" + cursor).ok().body();
      page.path("items")
          .valueStream()
          .filter(item -> ours.contains(item.path("address").asText()))
          .forEach(listed::add);
      cursor = page.has("next") ? "&cursor=" + Api.encoded(page.path("next").asText()) : "";
    } while (!cursor.isEmpty());
    return listed;
  }

  private static boolean holds(RebuiltProfile profile, Map<String, Long> acknowledged) {
    long offset = Long.parseLong(profile.position().split(":", 2)[1]);
    return offset >= acknowledged.getOrDefault(profile.address(), -1L);
  }

  private List<String> someAddresses() {
    Stream<String> users =
        Stream.generate(() -> stack.person("user").address()).limit(USERS_OF_EACH);
    Stream<String> groups =
        Stream.generate(() -> "group:" + stack.person("club").address()).limit(GROUPS_OF_EACH);
    return Stream.concat(users, groups).toList();
  }
}
