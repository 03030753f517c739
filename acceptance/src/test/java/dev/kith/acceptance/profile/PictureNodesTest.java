package dev.kith.acceptance.profile;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.acceptance.client.PictureFile;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Api;
import dev.kith.harness.client.Content;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.SecondNode;
import dev.kith.harness.stack.Stack;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Test of pictures with two nodes of profile-service. */
@OnTheStack
class PictureNodesTest {

  private static final Duration SWEPT_WITHIN = Duration.ofMinutes(2);

  private final Stack stack;
  private final byte[] large = PictureFile.noise(1000, 1000, 4);

  PictureNodesTest(Stack stack) {
    this.stack = stack;
  }

  @Test
  void either_node_answers_for_any_picture_and_removes_what_nobody_shows() throws IOException {
    Map<Person, String> unneeded = new HashMap<>();
    for (Person person : onePerPartition()) {
      person.puts(aProfile().named("Some Body"));
      unneeded.put(person, sha256(person.shows(PictureFile.of("png", 80, 60, 0xff))));
      person.shows(PictureFile.of("png", 80, 60, 0xff00));
    }
    List<String> sweepsSoon =
        List.of("-Dkith.pictures.grace-period=1s", "-Dkith.pictures.sweep-interval=1s");

    try (SecondNode second = SecondNode.of("profile-service", stack, sweepsSoon)) {
      awaitAll(unneeded.keySet(), second.url());
      // each person's picture is requested at both nodes, so one of them must forward the request
      for (URI node : List.of(stack.run().url("profile-service"), second.url())) {
        for (Person person : unneeded.keySet()) {
          assertAnswers(person.at(node));
        }
      }
      await().atMost(SWEPT_WITHIN).until(() -> unneeded.entrySet().stream().anyMatch(this::isGone));
    }
    awaitAll(unneeded.keySet(), stack.run().url("profile-service"));
  }

  /** Waits until the node shows everyone's picture: while partitions move, a node answers 503. */
  private static void awaitAll(Collection<Person> people, URI node) {
    for (Person person : people) {
      await()
          .atMost(SWEPT_WITHIN)
          .until(() -> person.at(node).looksAtPictureOf(person, "").status() == 200);
    }
  }

  private void assertAnswers(Person person) {
    String path = person.path("picture");
    String shown = sha256(person.shows(large));
    Content whole = person.api().content("GET", path);
    Content part = person.api().with("Range", "bytes=5-9").content("GET", path);
    Content head = person.api().content("HEAD", path);
    Content known = person.api().with("If-None-Match", whole.header("ETag")).content("GET", path);

    assertThat(whole.header("ETag")).contains(shown);
    assertThat(PictureFile.read(whole.bytes()).getWidth()).isEqualTo(1000);
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(whole.bytes(), 5, 10));
    assertThat(head.header("Content-Length")).isEqualTo("" + whole.bytes().length);
    assertThat(known.status()).isEqualTo(304);
    assertThat(person.api().content("GET", linked(person)).bytes()).isEqualTo(whole.bytes());
    assertUploads(person);
  }

  /** Gets a link from the node that is asked, which may not own the partition. */
  private static String linked(Person person) {
    String body = "{\"addresses\":[\"" + person.address() + "\"]}";
    Answer links = person.api().send("POST", "/v1/pictures:link", body).ok();
    return links.body().at("/items/0/url").asText();
  }

  private void assertUploads(Person person) {
    Api tus = person.api().with("Tus-Resumable", "1.0.0");
    Answer begun =
        tus.with("Upload-Length", "" + large.length)
            .send("POST", person.path("picture/uploads"), "");
    String upload = begun.header("Location").orElseThrow();
    int half = large.length / 2;
    Api bytes = tus.with("Content-Type", "application/offset+octet-stream");

    Answer first =
        bytes.with("Upload-Offset", "0").stream("PATCH", upload, Arrays.copyOf(large, half));
    Answer second =
        bytes
            .with("Upload-Offset", "" + half)
            .send("PATCH", upload, Arrays.copyOfRange(large, half, large.length));

    assertThat(first.header("Upload-Offset")).contains("" + half);
    assertThat(second.status()).isEqualTo(204);
    assertThat(second.header("Upload-Offset")).contains("" + large.length);
    assertThat(second.header("Kith-Position")).isPresent();
  }

  /**
   * Whether the unneeded picture is deleted. Looks into the store, because the API does not show an
   * unneeded picture in any case.
   */
  private boolean isGone(Map.Entry<Person, String> unneeded) {
    try (var all = Files.walk(stack.data().resolve("pictures"))) {
      String folder = unneeded.getKey().address() + "/pictures/" + unneeded.getValue();
      return all.map(Path::toString).noneMatch(path -> path.contains(folder));
    } catch (IOException | RuntimeException changing) {
      return false;
    }
  }

  private List<Person> onePerPartition() {
    Map<Integer, Person> people = new HashMap<>();
    while (people.size() < Stack.PARTITIONS) {
      Person person = stack.person("somebody");
      people.putIfAbsent(Stack.partitionOf(person.address()), person);
    }
    return List.copyOf(people.values());
  }

  private static String sha256(Answer written) {
    return written.body().path("picture").path("sha256").asText();
  }
}
