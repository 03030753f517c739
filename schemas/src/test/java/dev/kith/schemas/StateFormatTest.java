package dev.kith.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kith.avro.Choice;
import dev.kith.avro.HalfEdge;
import dev.kith.avro.Position;
import dev.kith.avro.ProfileState;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

class StateFormatTest {
  private static final Schema PAST =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"ProfileState","namespace":"dev.kith.avro","fields":[
                {"name":"address","type":"string"},
                {"name":"position","type":{"type":"record","name":"Position","fields":[
                  {"name":"partition","type":"int"},{"name":"offset","type":"long"}]}},
                {"name":"lifecycle","type":{"type":"enum","name":"Lifecycle","symbols":["UNKNOWN","PRESENT"]}}
              ]}
              """);

  private final StateFormat<ProfileState> profiles = new StateFormat<>(ProfileState.class);
  private final StateFormat<HalfEdge> halfEdges = new StateFormat<>(HalfEdge.class);

  @Test
  void what_was_written_is_read() {
    ProfileState alice = Samples.of(ProfileState.class, 7);

    byte[] bytes = profiles.write(alice);

    assertThat(profiles.read(bytes)).isEqualTo(alice);
  }

  @Test
  void bytes_laid_out_by_hand_are_read() {
    byte[] fingerprint = Arrays.copyOf(halfEdges.write(aHalfEdge()), 10);
    assertThat(fingerprint).startsWith(0xC3, 0x01);

    // position (3, 1532), contact, NO, not announced, not blocked, paired, no labels
    byte[] bytes = Bytes.of(fingerprint, 6, 0xF8, 0x17, 1, 4, 0, 0, 1, 0);

    assertThat(halfEdges.read(bytes)).isEqualTo(aHalfEdge());
  }

  @Test
  void a_value_of_a_past_schema_is_read_once_that_is_known() throws IOException {
    byte[] old = new BinaryMessageEncoder<>(GenericData.get(), PAST).encode(anOldProfile()).array();
    assertThatExceptionOfType(UnreadableState.class).isThrownBy(() -> profiles.read(old));

    ProfileState read = new StateFormat<>(ProfileState.class, List.of(PAST)).read(old);

    assertThat(read.getAddress()).isEqualTo("alice");
    assertThat(read.getName()).isNull();
    assertThat(read.getAttributes()).isEmpty();
  }

  @Test
  void other_bytes_are_unreadable_state() {
    byte[] whole = profiles.write(Samples.of(ProfileState.class, 7));

    assertThatExceptionOfType(UnreadableState.class)
        .isThrownBy(() -> profiles.read(new byte[] {1, 2, 3}));
    assertThatExceptionOfType(UnreadableState.class)
        .isThrownBy(() -> profiles.read(halfEdges.write(aHalfEdge())));
    assertThatExceptionOfType(UnreadableState.class)
        .isThrownBy(() -> profiles.read(Arrays.copyOf(whole, whole.length / 2)));
  }

  private static HalfEdge aHalfEdge() {
    return new HalfEdge(new Position(3, 1532L), true, Choice.NO, false, false, true, List.of());
  }

  private static GenericData.Record anOldProfile() {
    Schema position = PAST.getField("position").schema();
    return new GenericRecordBuilder(PAST)
        .set("address", "alice")
        .set(
            "position",
            new GenericRecordBuilder(position).set("partition", 3).set("offset", 1532L).build())
        .set(
            "lifecycle", new GenericData.EnumSymbol(PAST.getField("lifecycle").schema(), "PRESENT"))
        .build();
  }
}
