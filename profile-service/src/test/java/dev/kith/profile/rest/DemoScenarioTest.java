package dev.kith.profile.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.domain.Address;
import dev.kith.domain.Choice;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.Lifecycle;
import dev.kith.domain.Position;
import dev.kith.domain.Profile;
import dev.kith.domain.View;
import dev.kith.kit.view.ProfileBody;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scenario of {@code ./kith run --demo}, which the console shows, too. */
class DemoScenarioTest {

  private static final JsonNode SCENARIO = scenario();

  private final ProfileInput profiles = new ProfileInput(Defaults.SETTINGS);
  private final PrivacyInput privacy = new PrivacyInput(Defaults.SETTINGS);

  private static JsonNode scenario() {
    try {
      return Defaults.json(Files.readString(Path.of("../console/public/demo.json")));
    } catch (IOException missing) {
      throw new IllegalStateException(missing);
    }
  }

  static Iterable<JsonNode> expectations() {
    return SCENARIO.path("expectations");
  }

  @ParameterizedTest
  @MethodSource("expectations")
  void each_viewer_sees_what_the_scenario_expects(JsonNode expectation) {
    JsonNode owner = person(expectation.path("owner").asText());
    String viewer = expectation.path("viewer").asText();
    View view =
        View.of(address(owner), profile(owner), halfEdge(owner, viewer), new Address(viewer));

    JsonNode body = Defaults.json(ProfileBody.of(view));
    String field = "/" + expectation.path("field").asText().replace('.', '/');
    assertThat(!body.at(field).isMissingNode())
        .as("%s in %s", field, body)
        .isEqualTo(expectation.path("visible").asBoolean());
  }

  @Test
  void each_expectation_is_about_a_field_that_the_owner_has() {
    for (JsonNode expectation : expectations()) {
      JsonNode owner = person(expectation.path("owner").asText());
      String field = "/" + expectation.path("field").asText().replace('.', '/');

      assertThat(owner.path("profile").at(field).isMissingNode()).as("%s", expectation).isFalse();
    }
  }

  private static JsonNode person(String address) {
    return SCENARIO
        .path("people")
        .valueStream()
        .filter(person -> person.path("address").asText().equals(address))
        .findFirst()
        .orElseThrow();
  }

  private static Address address(JsonNode person) {
    return new Address(person.path("address").asText());
  }

  private Profile profile(JsonNode person) {
    return new Profile(
        new Position(1, 1),
        Lifecycle.PRESENT,
        profiles.whole(person.path("profile")),
        privacy.read(person.path("privacy")));
  }

  private static HalfEdge halfEdge(JsonNode owner, String peer) {
    JsonNode contact = owner.path("contacts").path(peer);
    var labels = new TreeSet<String>();
    contact.path("labels").forEach(label -> labels.add(label.asText()));
    boolean blocked = owner.path("blocks").valueStream().anyMatch(one -> one.asText().equals(peer));
    return new HalfEdge(
        Position.NONE,
        contact.path("contact").asBoolean(),
        contact.path("subscribed").asBoolean() ? Choice.YES : Choice.UNSET,
        false,
        blocked,
        false,
        labels);
  }
}
