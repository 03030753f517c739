package dev.kith.profile.picture.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.profile.picture.store.FolderStore;
import dev.kith.profile.picture.store.ObjectStore;
import dev.kith.profile.picture.store.OwnerKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadsTest {

  private static final Address ALICE = new Address("alice");

  private static final UploadLimits LIMITS =
      new UploadLimits(Duration.ofHours(1), 3, 100, Duration.ofMinutes(10));

  private final Instant now = Instant.now();
  private final ObjectStore store;
  private final Uploads uploads;

  UploadsTest(@TempDir Path folder) {
    this.store = new FolderStore(folder);
    this.uploads = new Uploads(store, LIMITS);
  }

  @Test
  void any_node_goes_on_where_another_stopped() throws IOException {
    var upload = begin(ALICE, 8, "filename ZQ==", now);
    var _ = uploads.append(uploads.append(upload, "ab".getBytes(UTF_8)), "cde".getBytes(UTF_8));

    var elsewhere = new Uploads(store, LIMITS);
    var found = elsewhere.find(ALICE, upload.id(), now).orElseThrow();

    assertThat(found.offset()).isEqualTo(5);
    assertThat(found.length()).isEqualTo(8);
    assertThat(found.metadata()).isEqualTo("filename ZQ==");
    assertThat(content(found)).isEqualTo("abcde");
  }

  @Test
  void who_has_too_many_unfinished_ones_gets_no_other_until_one_has_paused() throws IOException {
    var first = uploads.append(begin(ALICE, 8, "", now), "ab".getBytes(UTF_8));
    var _ = begin(ALICE, 8, "", now);
    var _ = begin(ALICE, 8, "", now);

    assertThat(uploads.begin(ALICE, 8, "", now))
        .isInstanceOfSatisfying(
            UploadBegin.TooMany.class,
            refused ->
                assertThat(refused.retryAfter())
                    .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11)));
    assertThat(content(first)).isEqualTo("ab");
    assertThat(uploads.begin(new Address("bob"), 8, "", now)).isInstanceOf(Upload.class);
    assertThat(uploads.begin(ALICE, 8, "", now.plus(Duration.ofMinutes(11))))
        .isInstanceOf(Upload.class);
  }

  @Test
  void bytes_that_are_still_to_come_count() throws IOException {
    var large = begin(ALICE, 60, "", now);

    assertThat(uploads.begin(ALICE, 41, "", now)).isInstanceOf(UploadBegin.TooMany.class);
    assertThat(uploads.begin(ALICE, 40, "", now)).isInstanceOf(Upload.class);
    uploads.remove(large);
    assertThat(uploads.begin(ALICE, 60, "", now)).isInstanceOf(Upload.class);
  }

  @Test
  void finished_ones_do_not_count_and_the_oldest_of_them_go() throws IOException {
    for (var number = 0; number < 10; number++) {
      uploads.finish(uploads.append(begin(ALICE, 4, "", now), "abcd".getBytes(UTF_8)));
    }

    var objects = store.list(OwnerKey.of(ALICE) + "/uploads");

    assertThat(objects).hasSize(3 * 2);
  }

  @Test
  void many_tiny_parts_are_noticed() throws IOException {
    var upload = begin(ALICE, 100, "", now);
    for (var part = 0; part < 99; part++) {
      upload = uploads.append(upload, new byte[1]);
    }

    assertThat(uploads.find(ALICE, upload.id(), now)).map(Upload::parts).hasValue(99);
    assertThat(uploads.isFragmented(upload)).isFalse();
  }

  @Test
  void what_does_not_join_on_does_not_count() throws IOException {
    var upload = begin(ALICE, 8, "", now);
    var _ = uploads.append(upload, "ab".getBytes(UTF_8));
    var _ = uploads.append(upload.at(5), "fg".getBytes(UTF_8));

    var found = uploads.find(ALICE, upload.id(), now).orElseThrow();

    assertThat(found.offset()).isEqualTo(2);
    assertThat(content(found)).isEqualTo("ab");
  }

  @Test
  void one_that_is_finished_says_so_and_keeps_no_bytes() throws IOException {
    var upload = uploads.append(begin(ALICE, 8, "", now), "abcd".getBytes(UTF_8));

    uploads.finish(upload);

    assertThat(uploads.find(ALICE, upload.id(), now)).map(Upload::isComplete).hasValue(true);
    assertThat(content(upload)).isEmpty();
  }

  @Test
  void it_belongs_to_one_owner_and_has_its_time() throws IOException {
    var upload = begin(ALICE, 8, "", now);

    assertThat(uploads.find(new Address("Alice"), upload.id(), now)).isEmpty();
    assertThat(uploads.find(ALICE, "../" + upload.id(), now)).isEmpty();
    assertThat(uploads.find(ALICE, upload.id(), now.plusSeconds(3700))).isEmpty();
  }

  private Upload begin(Address owner, long length, String metadata, Instant at) throws IOException {
    return (Upload) uploads.begin(owner, length, metadata, at);
  }

  private String content(Upload upload) throws IOException {
    var bytes = new ByteArrayOutputStream();
    uploads.copy(upload, bytes);
    return bytes.toString(UTF_8);
  }
}
