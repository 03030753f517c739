package dev.kith.acceptance.profile;

import static dev.kith.harness.client.ProfileText.aProfile;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.acceptance.client.Npm;
import dev.kith.acceptance.client.PictureFile;
import dev.kith.acceptance.client.TusClient;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Api;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Test of resumable uploads with the tus protocol. */
@OnTheStack
class ResumableUploadTest {

  private static final int CHUNK = 256 * 1024;

  private final Stack stack;
  private final Person alice;
  private final byte[] file = PictureFile.noise(900, 900, 3);

  @TempDir private Path work;

  ResumableUploadTest(Stack stack) {
    this.stack = stack;
    this.alice = stack.person("alice");
    alice.puts(aProfile().named("Alice"));
  }

  @Test
  void a_tus_client_goes_on_where_it_was_interrupted() throws IOException {
    TusClient client = client();

    JsonNode begun = client.begins(file, CHUNK, 3 * CHUNK);
    JsonNode done = client.resumes(file, begun.path("url").asText());

    assertThat(begun.path("state").asText()).isEqualTo("broken off");
    assertThat(done.path("state").asText()).isEqualTo("done");
    assertThat(done.path("resumedAt").asInt()).isGreaterThanOrEqualTo(3 * CHUNK);
    assertShowsTheFile();
  }

  @Test
  void what_came_is_kept_when_the_service_is_killed() throws IOException {
    TusClient client = client();

    JsonNode begun = client.begins(file, CHUNK, 3 * CHUNK);
    stack.processes().kill("profile-service");
    stack.processes().start("profile-service");
    stack.processes().awaitReady("profile-service");
    JsonNode done = client.resumes(file, begun.path("url").asText());

    assertThat(done.path("state").asText()).isEqualTo("done");
    assertThat(done.path("resumedAt").asInt()).isGreaterThanOrEqualTo(3 * CHUNK);
    assertShowsTheFile();
  }

  @Test
  void what_came_before_a_connection_broke_is_kept() throws IOException {
    String upload = begin(1_000_000);
    String head =
        "PATCH %s HTTP/1.1\r\nHost: kith\r\nAuthorization: Bearer %s\r\nTus-Resumable: 1.0.0\r\n"
                .formatted(upload, alice.token())
            + "Upload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\n"
            + "Content-Length: 1000000\r\n\r\n";

    try (Socket socket = new Socket(stack.frontDoor().getHost(), stack.frontDoor().getPort())) {
      socket.getOutputStream().write((head + "x".repeat(700_000)).getBytes(UTF_8));
      socket.getOutputStream().flush();
      // the service has begun to store the bytes
      await().until(() -> offset(upload) > 0);
    }

    await().untilAsserted(() -> assertThat(offset(upload)).isEqualTo(700_000));
  }

  private int offset(String upload) {
    return head(alice, upload).header("Upload-Offset").map(Integer::parseInt).orElse(-1);
  }

  @Test
  void the_protocol_says_what_it_can() {
    Answer options = new Api(stack.frontDoor()).send("OPTIONS", uploads(), "");

    assertThat(options.status()).isEqualTo(204);
    assertThat(options.header("Tus-Version")).contains("1.0.0");
    assertThat(options.header("Tus-Extension")).contains("creation,termination,expiration");
    assertThat(options.header("Tus-Max-Size")).contains("10485760");
  }

  @Test
  void parts_that_do_not_fit_are_refused() {
    String upload = begin(1000);

    assertThat(patch(upload, 1, new byte[10]).status()).isEqualTo(409);
    assertThat(patch(upload, 0, new byte[1001]).status()).isEqualTo(413);
    assertThat(patch(upload, 0, new byte[400]).header("Upload-Offset")).contains("400");
    assertThat(patch(upload, 0, new byte[400]).status()).isEqualTo(409);
    assertThat(head(alice, upload).header("Upload-Offset")).contains("400");
    assertThat(head(alice, upload).header("Upload-Length")).contains("1000");
  }

  @Test
  void the_last_byte_is_answered_with_what_is_wrong_with_the_picture() {
    String upload = begin(1000);

    Answer refused = patch(upload, 0, new byte[1000]);

    assertThat(refused.status()).isEqualTo(415);
    assertThat(refused.header("Tus-Resumable")).contains("1.0.0");
    assertThat(refused.body().path("field").asText()).isEqualTo("picture");
    assertThat(head(alice, upload).status()).isEqualTo(404);
  }

  @Test
  void a_picture_that_breaks_off_at_its_last_part_is_refused_and_the_old_one_stays() {
    alice.shows(file);
    byte[] whole = PictureFile.of("jpeg", 300, 200, 0xff0000);
    byte[] picture = Arrays.copyOf(whole, whole.length * 9 / 10);
    int half = picture.length / 2;
    String upload = begin(picture.length);
    assertThat(patch(upload, 0, Arrays.copyOf(picture, half)).status()).isEqualTo(204);

    Answer refused = patch(upload, half, Arrays.copyOfRange(picture, half, picture.length));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().path("type").asText()).endsWith("/invalid-field");
    assertShowsTheFile();
    assertThat(head(alice, upload).status()).isEqualTo(404);
  }

  @Test
  void who_has_eight_unfinished_uploads_begins_no_other() {
    for (int number = 0; number < 8; number++) {
      begin(1000);
    }

    Answer refused = create("1000");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.body().path("type").asText()).endsWith("/too-many-uploads");
    assertThat(refused.header("Retry-After").map(Integer::parseInt).orElse(0)).isBetween(1, 600);
  }

  @Test
  void an_upload_is_of_nobody_else() {
    String upload = begin(1000);
    Person mallory = stack.person("mallory");
    mallory.puts(aProfile().named("Mallory"));
    String renamed = upload.replace(alice.address(), mallory.address());

    assertThat(head(mallory, upload).status()).isEqualTo(403);
    assertThat(head(mallory, renamed).status()).isEqualTo(404);
  }

  @Test
  void an_upload_can_be_given_up() {
    String upload = begin(1000);
    patch(upload, 0, new byte[10]);

    assertThat(tus(alice).delete(upload).status()).isEqualTo(204);
    assertThat(head(alice, upload).status()).isEqualTo(404);
  }

  @Test
  void what_cannot_become_a_picture_is_not_begun() {
    assertThat(create("10485761").status()).isEqualTo(413);
    assertThat(create("0").status()).isEqualTo(400);
    assertThat(create("many").status()).isEqualTo(400);
    Answer unversioned = alice.api().with("Upload-Length", "10").send("POST", uploads(), "");
    assertThat(unversioned.status()).isEqualTo(412);
    assertThat(unversioned.header("Tus-Version")).contains("1.0.0");
  }

  private TusClient client() throws IOException {
    Npm.missing().ifPresent(why -> assumeTrue(false, why));
    return TusClient.of(alice, stack.frontDoor(), work);
  }

  private void assertShowsTheFile() {
    byte[] shown = alice.looksAtPictureOf(alice, "").bytes();
    assertThat(PictureFile.read(shown).getRGB(450, 880))
        .isEqualTo(PictureFile.read(file).getRGB(450, 880));
  }

  private String begin(int length) {
    Answer created = create("" + length);
    assertThat(created.status()).isEqualTo(201);
    return URI.create(created.header("Location").orElseThrow()).getPath();
  }

  private Answer create(String length) {
    return tus(alice).with("Upload-Length", length).send("POST", uploads(), "");
  }

  private Answer patch(String upload, int offset, byte[] bytes) {
    return tus(alice)
        .with("Upload-Offset", "" + offset)
        .with("Content-Type", "application/offset+octet-stream")
        .send("PATCH", upload, bytes);
  }

  private static Answer head(Person person, String upload) {
    return tus(person).content("HEAD", upload).answer();
  }

  private static Api tus(Person person) {
    return person.api().with("Tus-Resumable", "1.0.0");
  }

  private String uploads() {
    return alice.path("picture/uploads");
  }
}
