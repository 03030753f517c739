package dev.kith.profile.picture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadsTest {

  private static final Address ALICE = new Address("alice");

  private final Instant now = Instant.now();
  private final ObjectStore store;
  private final Uploads uploads;

  UploadsTest(@TempDir Path folder) {
    this.store = new FolderStore(folder);
    this.uploads = new Uploads(store, Duration.ofHours(1), 3);
  }

  @Test
  void any_node_goes_on_where_another_stopped() throws IOException {
    var upload = uploads.begin(ALICE, 8, "filename ZQ==", now);
    var _ = uploads.append(uploads.append(upload, "ab".getBytes(UTF_8)), "cde".getBytes(UTF_8));

    var elsewhere = new Uploads(store, Duration.ofHours(1), 3);
    var found = elsewhere.find(ALICE, upload.id(), now).orElseThrow();

    assertThat(found.offset()).isEqualTo(5);
    assertThat(found.length()).isEqualTo(8);
    assertThat(found.metadata()).isEqualTo("filename ZQ==");
    assertThat(content(found)).isEqualTo("abcde");
  }

  @Test
  void the_oldest_goes_when_an_owner_begins_too_many() throws IOException {
    var oldest = uploads.append(uploads.begin(ALICE, 8, "", now), "ab".getBytes(UTF_8));
    var others = uploads.begin(new Address("bob"), 8, "", now);
    var kept = new ArrayList<Upload>();
    for (var number = 0; number < 3; number++) {
      kept.add(uploads.begin(ALICE, 8, "", now));
    }

    assertThat(uploads.find(ALICE, oldest.id(), now)).isEmpty();
    assertThat(content(oldest)).isEmpty();
    assertThat(uploads.find(others.owner(), others.id(), now)).isPresent();
    for (var upload : kept) {
      assertThat(uploads.find(ALICE, upload.id(), now)).isPresent();
    }
  }

  @Test
  void what_does_not_join_on_does_not_count() throws IOException {
    var upload = uploads.begin(ALICE, 8, "", now);
    var _ = uploads.append(upload, "ab".getBytes(UTF_8));
    var _ = uploads.append(upload.at(5), "fg".getBytes(UTF_8));

    var found = uploads.find(ALICE, upload.id(), now).orElseThrow();

    assertThat(found.offset()).isEqualTo(2);
    assertThat(content(found)).isEqualTo("ab");
  }

  @Test
  void one_that_is_finished_says_so_and_keeps_no_bytes() throws IOException {
    var upload = uploads.append(uploads.begin(ALICE, 8, "", now), "abcd".getBytes(UTF_8));

    uploads.finish(upload);

    assertThat(uploads.find(ALICE, upload.id(), now)).map(Upload::isComplete).hasValue(true);
    assertThat(content(upload)).isEmpty();
  }

  @Test
  void it_belongs_to_one_owner_and_has_its_time() throws IOException {
    var upload = uploads.begin(ALICE, 8, "", now);

    assertThat(uploads.find(new Address("Alice"), upload.id(), now)).isEmpty();
    assertThat(uploads.find(ALICE, "../" + upload.id(), now)).isEmpty();
    assertThat(uploads.find(ALICE, upload.id(), now.plusSeconds(3700))).isEmpty();
  }

  private String content(Upload upload) throws IOException {
    var bytes = new ByteArrayOutputStream();
    uploads.copy(upload, bytes);
    return bytes.toString(UTF_8);
  }
}
