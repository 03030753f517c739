package dev.kith.kit.stores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.LastSeen;
import dev.kith.domain.Position;
import dev.kith.domain.Settings;
import dev.kith.schemas.StateFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

class SettingsStoreTest {

  @Test
  void settings_that_were_stored_before_there_was_a_last_seen_are_read_as_exact()
      throws IOException {
    var past = StateFormat.past("SettingsState-0.1.0");
    GenericRecord position = new GenericData.Record(past.getField("position").schema());
    position.put("partition", 3);
    position.put("offset", 7L);
    GenericRecord state = new GenericData.Record(past);
    state.put("position", position);
    state.put("autoSync", false);
    state.put("restricted", true);
    var written = new ByteArrayOutputStream();
    new BinaryMessageEncoder<GenericRecord>(GenericData.get(), past).encode(state, written);

    assertThat(SettingsStore.read(written.toByteArray()))
        .isEqualTo(new Settings(new Position(3, 7), false, true, LastSeen.EXACT));
  }
}
