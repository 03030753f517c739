package dev.kith.profile.picture.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract tests of every object store. */
public abstract class ObjectStoreContract {

  private static final String KEY = "a1f/alice@example.com/pictures/0a/whole";

  @TempDir private Path folder;

  abstract ObjectStore store();

  @Test
  void what_was_put_can_be_read_whole_and_in_part() throws IOException {
    store().put(KEY, Files.writeString(folder.resolve("file"), "0123456789"));

    assertThat(read(KEY, 0, 10)).isEqualTo("0123456789");
    assertThat(read(KEY, 3, 4)).isEqualTo("3456");
    assertThat(store().find(KEY).orElseThrow().size()).isEqualTo(10);
  }

  @Test
  void the_last_put_counts() throws IOException {
    store().put(KEY, "before".getBytes(UTF_8));
    store().put(KEY, "now".getBytes(UTF_8));

    assertThat(read(KEY, 0, 3)).isEqualTo("now");
    assertThat(store().find(KEY).orElseThrow().size()).isEqualTo(3);
  }

  @Test
  void nothing_may_be_put() throws IOException {
    store().put("0d0/empty/uploads/1/done", new byte[0]);

    assertThat(store().find("0d0/empty/uploads/1/done").orElseThrow().size()).isZero();
  }

  @Test
  void what_is_not_there_is_no_failure() throws IOException {
    assertThat(store().find("000/nobody/pictures/00/whole")).isEmpty();
    assertThat(store().read("000/nobody/pictures/00/whole", 0, 1)).isEmpty();
    assertThat(store().list("000")).isEmpty();
    store().delete("000/nobody/pictures/00/whole");
  }

  @Test
  void a_prefix_lists_what_is_below_it_and_nothing_else() throws IOException {
    store().put("b00/bob/pictures/1/whole", new byte[1]);
    store().put("b00/bob/pictures/1/64", new byte[2]);
    store().put("b00/bobby/pictures/1/whole", new byte[3]);

    assertThat(store().list("b00/bob"))
        .extracting(ObjectStore.StoredObject::key)
        .containsExactlyInAnyOrder("b00/bob/pictures/1/whole", "b00/bob/pictures/1/64");
    assertThat(store().list("b00")).hasSize(3);
  }

  @Test
  void what_was_deleted_is_gone_and_its_neighbours_stay() throws IOException {
    store().put("c00/carol/pictures/1/whole", new byte[1]);
    store().put("c00/carol/pictures/2/whole", new byte[1]);

    store().delete("c00/carol/pictures/1/whole");

    assertThat(store().list("c00"))
        .extracting(ObjectStore.StoredObject::key)
        .containsExactly("c00/carol/pictures/2/whole");
  }

  private String read(String key, long from, long length) throws IOException {
    try (var bytes = store().read(key, from, length).orElseThrow()) {
      return new String(bytes.readAllBytes(), UTF_8);
    }
  }
}
