package dev.kith.kit.json;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kith.kit.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8InputStreamTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c0af", // a slash in two bytes
        "e080af", // and in three
        "f08080af",
        "eda080", // half a surrogate pair
        "f4908080", // beyond the last character
        "f8888080", // of five bytes
        "80",
        "ff",
        "c3", // the end within a character
        "e282",
        "c328",
        "feff007b007d", // UTF-16
        "efbbbfefbbbf00"
      })
  void what_is_not_utf_8_is_refused(String hex) {
    assertRefused(HexFormat.of().parseHex(hex));
    assertRefused(bytes("{\"name\":\"" + "x".repeat(9_000), HexFormat.of().parseHex(hex)));
  }

  @Test
  void another_encoding_without_a_mark_is_refused() {
    assertRefused("{\"name\":\"a\"}".getBytes(UTF_16BE));
  }

  @Test
  void characters_of_all_lengths_pass_unchanged() throws IOException {
    var text = "a\u00e9\u20ac\ud7ff\ue000\ufffd\ud83d\ude00\udbff\udfff";

    assertThat(read(text.getBytes(UTF_8))).isEqualTo(text);
    assertThat(read(new byte[0])).isEmpty();
  }

  @Test
  void a_byte_order_mark_at_the_start_is_left_out() throws IOException {
    assertThat(read("\ufeff{}".getBytes(UTF_8))).isEqualTo("{}");
    assertThat(read("a\ufeff".getBytes(UTF_8))).isEqualTo("a\ufeff");
  }

  @Test
  void it_agrees_with_the_decoder_of_the_jdk() throws IOException {
    var random = new Random(7);
    for (var round = 0; round < 20_000; round++) {
      var bytes = new byte[1 + random.nextInt(5)];
      for (var index = 0; index < bytes.length; index++) {
        bytes[index] = (byte) (random.nextBoolean() ? 0x80 + random.nextInt(128) : 0x41);
      }
      assertThat(isTaken(bytes)).as(HexFormat.of().formatHex(bytes)).isEqualTo(isUtf8(bytes));
    }
  }

  private static boolean isTaken(byte[] bytes) throws IOException {
    try {
      read(bytes);
      return true;
    } catch (ProblemException refused) {
      return false;
    }
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException malformed) {
      return false;
    }
  }

  private static void assertRefused(byte[] bytes) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> read(bytes))
        .satisfies(refused -> assertThat(refused.problem().type()).endsWith("/malformed-json"));
  }

  private static byte[] bytes(String text, byte[] more) {
    return ByteBuffer.allocate(text.length() + more.length)
        .put(text.getBytes(UTF_8))
        .put(more)
        .array();
  }

  private static String read(byte[] bytes) throws IOException {
    try (var stream = new Utf8InputStream(new ByteArrayInputStream(bytes))) {
      return new String(stream.readAllBytes(), UTF_8);
    }
  }
}
