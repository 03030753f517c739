package dev.kith.profile.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.kit.json.JsonMapperCustomizer;
import dev.kith.kit.problem.ProblemException;
import dev.kith.profile.ProfileConfig;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** Default settings and helpers for tests of request bodies. */
final class Defaults {

  static final ProfileConfig SETTINGS =
      new Limits(
          256,
          1_024,
          64,
          4_096,
          new MemorySize(BigInteger.valueOf(16 * 1_024)),
          100,
          new MemorySize(BigInteger.ZERO),
          new Kept(500, Duration.ofDays(90)));

  private static final ObjectMapper JSON = new ObjectMapper();

  static {
    new JsonMapperCustomizer().customize(JSON);
  }

  private Defaults() {}

  /** JSON with single quotes. */
  static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException mistake) {
      throw new IllegalArgumentException(mistake);
    }
  }

  /** A value as JSON. */
  static JsonNode json(Object value) {
    return JSON.valueToTree(value);
  }

  private record Limits(
      int nameLength,
      int statusLength,
      int attributes,
      int attributeLength,
      MemorySize attributesSize,
      int rules,
      MemorySize cacheSize,
      History history)
      implements ProfileConfig {}

  private record Kept(int events, Duration age) implements ProfileConfig.History {}

  /** The field that caused a 400. */
  static @Nullable String refusedField(ThrowingCallable reading) {
    var refusal = Assertions.catchThrowableOfType(ProblemException.class, reading);
    Assertions.assertThat(refusal.problem().status()).isEqualTo(400);
    return refusal.problem().field();
  }
}
