package dev.kith.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.junit.jupiter.api.Test;

/** Tests that Confluent's client and Avro can read Kith's records without Kith's classes. */
class OtherReadersTest {
  private final RealRegistry real = RealRegistry.shared();

  private final CachedSchemaRegistryClient confluent =
      new CachedSchemaRegistryClient(real.url(), 100);

  @Test
  void every_type_of_every_topic_is_read() throws IOException, RestClientException {
    WireFormat format = new WireFormat(real.client());
    format.registerAll(Topics.ALL);
    for (Topic topic : Topics.ALL) {
      for (Class<? extends SpecificRecord> type : topic.records()) {
        SpecificRecord record = Samples.of(type, 3);

        GenericRecord read = readByOthers(format.write(topic, record));

        assertThat(read.getSchema().getFullName()).isEqualTo(type.getName());
        assertThat(read).isEqualTo(Samples.generic(read.getSchema(), 3));
      }
    }
  }

  @Test
  void subjects_are_named_after_topic_and_type_and_keep_every_version_readable()
      throws IOException, RestClientException {
    new WireFormat(real.client()).registerAll(Topics.ALL);

    for (Topic topic : Topics.ALL) {
      for (Class<? extends SpecificRecord> type : topic.records()) {
        String subject = topic.name() + "-" + type.getName();

        assertThat(confluent.getAllSubjects()).contains(subject);
        assertThat(confluent.getCompatibility(subject)).isEqualTo("BACKWARD_TRANSITIVE");
      }
    }
  }

  private GenericRecord readByOthers(byte[] value) throws IOException, RestClientException {
    ByteBuffer bytes = ByteBuffer.wrap(value);
    assertThat(bytes.get()).isZero();
    String json = confluent.getSchemaById(bytes.getInt()).canonicalString();
    Schema schema = new Schema.Parser().parse(json);
    return new GenericDatumReader<GenericRecord>(schema)
        .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
  }
}
