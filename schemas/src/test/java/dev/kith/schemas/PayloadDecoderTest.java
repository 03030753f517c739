package dev.kith.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadDecoderTest {
  /** Schema with every Avro type. */
  private static final Schema EVERYTHING =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"Everything","fields":[
                {"name":"nothing","type":"null"},
                {"name":"truth","type":"boolean"},
                {"name":"small","type":"int"},
                {"name":"large","type":"long"},
                {"name":"single","type":"float"},
                {"name":"twofold","type":"double"},
                {"name":"raw","type":"bytes"},
                {"name":"text","type":"string"},
                {"name":"javaText","type":{"type":"string","avro.java.string":"String"}},
                {"name":"fixed","type":{"type":"fixed","name":"Four","size":4}},
                {"name":"choice","type":{"type":"enum","name":"Choice","symbols":["A","B","C"]}},
                {"name":"either","type":["null","long","string"]},
                {"name":"list","type":{"type":"array","items":{"type":"array","items":"int"}}},
                {"name":"map","type":{"type":"map","values":"bytes"}}
              ]}
              """);

  private static final Schema LAST_ONLY =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"Everything","fields":[
                {"name":"map","type":{"type":"map","values":"bytes"}}]}
              """);

  @Test
  void whatever_avro_writes_is_read_alike() throws IOException {
    for (Object record : new RandomData(EVERYTHING, 500, 42L)) {
      byte[] bytes = write(record, false);

      assertThat(read(bytes, EVERYTHING)).isEqualTo(record);
    }
  }

  @Test
  void blocks_with_their_length_are_read_too() throws IOException {
    for (Object record : new RandomData(EVERYTHING, 100, 42L)) {
      byte[] bytes = write(record, true);

      assertThat(read(bytes, EVERYTHING)).isEqualTo(record);
    }
  }

  @Test
  void what_the_reader_does_not_want_is_skipped() throws IOException {
    for (Object record : new RandomData(EVERYTHING, 100, 42L, true)) {
      for (boolean blocks : new boolean[] {false, true}) {
        GenericData.Record read = read(write(record, blocks), LAST_ONLY);

        assertThat(read.get("map")).isEqualTo(((GenericData.Record) record).get("map"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        -1,
        1,
        63,
        64,
        -64,
        -65,
        1L << 31,
        -(1L << 31) - 1,
        Long.MAX_VALUE,
        Long.MIN_VALUE
      })
  void a_long_is_read_to_its_ends(long number) throws IOException {
    assertThat(new PayloadDecoder(Bytes.number(number), 0).readLong()).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1, 63, 64, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void an_int_is_read_to_its_ends(int number) throws IOException {
    assertThat(new PayloadDecoder(Bytes.number(number), 0).readInt()).isEqualTo(number);
  }

  @Test
  void a_number_without_an_end_is_refused() {
    byte[] endless = Bytes.of(255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255);

    assertThatExceptionOfType(AvroRuntimeException.class)
        .isThrownBy(() -> new PayloadDecoder(endless, 0).readLong());
    assertThatExceptionOfType(AvroRuntimeException.class)
        .isThrownBy(() -> new PayloadDecoder(endless, 0).readInt());
  }

  @Test
  void an_int_that_needs_more_than_32_bits_is_refused() {
    assertThatExceptionOfType(AvroRuntimeException.class)
        .isThrownBy(() -> new PayloadDecoder(Bytes.number(1L << 31), 0).readInt());
  }

  @Test
  void items_without_bytes_are_not_counted_by_the_billion() {
    byte[] nulls = Bytes.number(1_000_000_000_000L);
    byte[] negative = Bytes.join(Bytes.number(Long.MIN_VALUE), Bytes.number(0));

    assertThatExceptionOfType(EOFException.class)
        .isThrownBy(() -> new PayloadDecoder(nulls, 0).skipArray());
    assertThatExceptionOfType(EOFException.class)
        .isThrownBy(() -> new PayloadDecoder(negative, 0).readMapStart());
  }

  @Test
  void values_handed_out_do_not_share_the_array() throws IOException {
    byte[] bytes = Bytes.of(2, 'a', 2, 'b');
    PayloadDecoder decoder = new PayloadDecoder(bytes, 0);
    Utf8 text = decoder.readString(null);
    ByteBuffer raw = decoder.readBytes(null);

    bytes[1] = bytes[3] = 'x';

    assertThat(text.toString()).isEqualTo("a");
    assertThat(raw).isEqualTo(ByteBuffer.wrap(Bytes.of('b')));
  }

  private static byte[] write(Object record, boolean blocks) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    EncoderFactory factory = EncoderFactory.get();
    BinaryEncoder encoder =
        blocks ? factory.blockingBinaryEncoder(bytes, null) : factory.binaryEncoder(bytes, null);
    new GenericDatumWriter<>(EVERYTHING).write(record, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private static GenericData.Record read(byte[] bytes, Schema reader) throws IOException {
    PayloadDecoder decoder = new PayloadDecoder(bytes, 0);
    GenericData.Record read =
        new GenericDatumReader<GenericData.Record>(EVERYTHING, reader).read(null, decoder);
    assertThat(decoder.remaining()).isZero();
    return read;
  }
}
