package dev.kith.acceptance.profile;

import static dev.kith.harness.client.ProfileText.aProfile;
import static dev.kith.harness.client.Seen.changed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.acceptance.client.PictureFile;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Content;
import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.stack.Stack;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Test of pictures: formats, thumbnails, caching, privacy and limits. */
@OnTheStack
class PictureTest {

  private static final int BLUE = 0x0000ff;

  private final Stack stack;
  private final Person alice;
  private final Person bob;

  PictureTest(Stack stack) {
    this.stack = stack;
    this.alice = stack.person("alice");
    this.bob = stack.person("bob");
    alice.puts(aProfile().named("Alice"));
  }

  @ParameterizedTest
  @CsvSource({
    "png, image/png, 300, 200",
    "jpeg, image/jpeg, 300, 200",
    "gif, image/jpeg, 300, 200",
    "webp, image/png, 300, 200"
  })
  void a_picture_of_each_format_is_shown_with_its_thumbnails(
      String format, String mediaType, int width, int height) {
    Answer put = alice.shows(PictureFile.of(format, width, height, BLUE));

    JsonNode picture = put.body().path("picture");
    assertThat(put.status()).isEqualTo(200);
    assertThat(put.entityTag()).isEqualTo('"' + put.position() + '"');
    assertThat(picture.path("mediaType").asText()).isEqualTo(mediaType);
    assertThat(picture.path("width").asInt()).isEqualTo(width);
    assertThat(picture.path("url").asText())
        .isEqualTo(alice.path("picture") + "?sha256=" + picture.path("sha256").asText());
    assertSize(bob.looksAtPictureOf(alice, ""), mediaType, width, height);
    assertSize(bob.looksAtPictureOf(alice, "?size=256"), mediaType, 256, 171);
    assertSize(bob.looksAtPictureOf(alice, "?size=64"), mediaType, 64, 43);
    assertSize(bob.looksAtPictureOf(alice, "?size=640"), mediaType, width, height);
  }

  @Test
  void what_is_asked_for_by_its_content_may_be_cached_for_ever() {
    alice.shows(PictureFile.of("jpeg", 100, 100, BLUE));

    Content byContent = bob.looksAtPictureOf(alice, "?sha256=" + shownBy(alice));
    Content present = bob.looksAtPictureOf(alice, "");

    assertThat(byContent.header("Cache-Control"))
        .contains("private", "max-age=31536000", "immutable");
    assertThat(present.header("Cache-Control")).contains("private", "no-cache");
    assertThat(byContent.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(byContent.header("Content-Security-Policy")).isEqualTo("default-src 'none'");
    assertThat(byContent.header("ETag")).isEqualTo(present.header("ETag")).startsWith("\"");
    assertThat(byContent.bytes()).isEqualTo(present.bytes());
    Content again =
        bob.api()
            .with("If-None-Match", byContent.header("ETag"))
            .content("GET", alice.path("picture"));
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.bytes()).isEmpty();
  }

  @Test
  void a_part_can_be_asked_for() {
    alice.shows(PictureFile.noise(300, 300, 1));
    Content whole = bob.looksAtPictureOf(alice, "");
    String path = alice.path("picture");
    int size = whole.bytes().length;

    Content part = bob.api().with("Range", "bytes=1000-1999").content("GET", path);
    Content beyond = bob.api().with("Range", "bytes=" + size + "-").content("GET", path);
    Content outdated =
        bob.api().with("Range", "bytes=0-9").with("If-Range", "\"other\"").content("GET", path);
    Content head = bob.api().content("HEAD", path);

    assertThat(part.status()).isEqualTo(206);
    assertThat(part.header("Content-Range")).isEqualTo("bytes 1000-1999/" + size);
    assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(whole.bytes(), 1000, 2000));
    assertThat(beyond.status()).isEqualTo(416);
    assertThat(beyond.header("Content-Range")).isEqualTo("bytes */" + size);
    assertThat(outdated.status()).isEqualTo(200);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.bytes()).isEmpty();
    assertThat(head.header("Content-Length")).isEqualTo(String.valueOf(size));
    assertThat(head.header("ETag")).isEqualTo(whole.header("ETag"));
  }

  @Test
  void who_may_not_see_it_gets_what_one_gets_of_nobody() {
    alice.shows(PictureFile.of("png", 100, 100, BLUE));
    String query = "?sha256=" + shownBy(alice);
    Person carol = stack.person("carol");
    carol.puts(aProfile().named("Carol"));
    carol.shows(PictureFile.of("png", 100, 100, 0xff0000));
    Content nothing = bob.looksAtPictureOf(stack.person("never"), query);

    assertThat(nothing.status()).isEqualTo(404);
    assertThat(bob.looksAtPictureOf(alice, query).status()).isEqualTo(200);
    // neither the hash of another person's picture nor the hash of no picture opens carol's picture
    assertLike(nothing, bob.looksAtPictureOf(carol, query));
    assertLike(nothing, bob.looksAtPictureOf(carol, "?sha256=" + "0".repeat(64)));
    alice.rules("picture", "deny user:" + bob.address(), "allow everyone");
    assertLike(nothing, bob.looksAtPictureOf(alice, query));
    assertThat(carol.looksAtPictureOf(alice, query).status()).isEqualTo(200);
    alice.rules("picture", "allow everyone");
    alice.blocks(bob);
    assertLike(nothing, bob.looksAtPictureOf(alice, query));
    assertLike(nothing, bob.looksAtPictureOf(alice, "?size=64"));
    assertThat(alice.looksAtPictureOf(alice, query).status()).isEqualTo(200);
    alice.deletesProfile();
    assertLike(nothing, carol.looksAtPictureOf(alice, query));
    assertLike(nothing, alice.looksAtPictureOf(alice, query));
  }

  @Test
  void a_subscriber_is_told_where_the_picture_is() throws InterruptedException {
    try (Screen screen = bob.opensScreen()) {
      bob.subscribesTo(alice);
      assertThat(screen.next()).isEqualTo(changed(alice, aProfile().named("Alice")));
      alice.shows(PictureFile.of("png", 80, 60, BLUE));

      JsonNode picture = screen.next().profile().path("picture");

      assertThat(picture.path("sha256").asText()).isEqualTo(shownBy(alice));
      Content content = bob.api().content("GET", picture.path("url").asText());
      assertSize(content, "image/png", 80, 60);
    }
  }

  @Test
  void a_picture_that_is_removed_is_gone_and_the_rest_stays() {
    alice.shows(PictureFile.of("png", 80, 60, BLUE));

    Answer removed = alice.removesPicture();

    assertThat(removed.body().has("picture")).isFalse();
    assertThat(removed.body().path("name").asText()).isEqualTo("Alice");
    assertThat(alice.looksAtPictureOf(alice, "").status()).isEqualTo(404);
  }

  @Test
  void a_write_can_expect_a_version() {
    String before = alice.changes("status", "out").entityTag();
    alice.changes("status", "in");

    Answer late =
        alice
            .api()
            .with("If-Match", before)
            .send("PUT", alice.path("picture"), PictureFile.of("png", 9, 9, BLUE));

    assertThat(late.status()).isEqualTo(412);
    assertThat(alice.looksAtPictureOf(alice, "").status()).isEqualTo(404);
  }

  @Test
  void what_is_no_picture_or_too_large_is_refused_and_says_why() {
    byte[] tooLarge = new byte[10 * 1024 * 1024 + 1];

    assertProblem(put(alice, "hello".getBytes(UTF_8)), 415, "unsupported-media-type");
    assertProblem(put(alice, new byte[0]), 415, "unsupported-media-type");
    byte[] png = PictureFile.of("png", 50, 50, BLUE);
    assertProblem(put(alice, Arrays.copyOf(png, 60)), 400, "invalid-field");
    assertProblem(put(alice, tooLarge), 413, "too-large");
    assertProblem(alice.api().stream("PUT", alice.path("picture"), tooLarge), 413, "too-large");
    assertThat(put(stack.person("nobody"), png).status()).isEqualTo(404);
    assertThat(bob.api().send("PUT", alice.path("picture"), png).status()).isEqualTo(403);
    assertThat(alice.looksAtPictureOf(alice, "").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "webp"})
  void a_picture_that_breaks_off_is_refused_and_the_old_one_stays(String format) {
    alice.shows(PictureFile.of("png", 50, 50, BLUE));
    String before = shownBy(alice);
    byte[] picture = PictureFile.of(format, 300, 200, 0xff0000);

    Answer refused = put(alice, Arrays.copyOf(picture, picture.length * 9 / 10));

    assertProblem(refused, 400, "invalid-field");
    assertThat(shownBy(alice)).isEqualTo(before);
  }

  @Test
  void a_large_picture_comes_through_however_it_is_sent() {
    byte[] large = PictureFile.noise(1600, 1600, 2);
    assertThat(large.length).isBetween(7_000_000, 10_000_000);

    Answer sized = put(alice, large);
    Answer streamed = alice.api().stream("PUT", alice.path("picture"), large);

    assertThat(sized.ok().body().path("picture")).isEqualTo(streamed.ok().body().path("picture"));
    alice.changes("status", "here");
    BufferedImage shown = PictureFile.read(bob.looksAtPictureOf(alice, "").bytes());
    assertThat(shown.getRGB(700, 900)).isEqualTo(PictureFile.read(large).getRGB(700, 900));
  }

  private static Answer put(Person person, byte[] picture) {
    return person.api().send("PUT", person.path("picture"), picture);
  }

  private static String shownBy(Person person) {
    return person.looksAt(person).body().path("picture").path("sha256").asText();
  }

  private static void assertLike(Content expected, Content actual) {
    assertThat(actual.answer().withoutDate()).isEqualTo(expected.answer().withoutDate());
  }

  private static void assertProblem(Answer answer, int status, String type) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().path("type").asText()).endsWith("/" + type);
  }

  private static void assertSize(Content content, String mediaType, int width, int height) {
    assertThat(content.status()).isEqualTo(200);
    assertThat(content.header("Content-Type")).isEqualTo(mediaType);
    BufferedImage image = PictureFile.read(content.bytes());
    assertThat(image.getWidth()).isEqualTo(width);
    assertThat(image.getHeight()).isEqualTo(height);
  }
}
