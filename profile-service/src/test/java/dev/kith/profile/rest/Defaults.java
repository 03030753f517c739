package dev.kith.profile.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.kit.http.ProblemException;
import dev.kith.profile.ProfileSettings;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The settings as they are when nobody sets them, and what tests of bodies share. */
final class Defaults {

  static final ProfileSettings SETTINGS =
      new SmallRyeConfigBuilder()
          .withConverter(MemorySize.class, 100, new MemorySizeConverter())
          .withMapping(ProfileSettings.class)
          .build()
          .getConfigMapping(ProfileSettings.class);

  private static final ObjectMapper JSON = new ObjectMapper();

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

  /** The field at fault, after a 400. */
  static String refusedField(ThrowingCallable reading) {
    var refusal = Assertions.catchThrowableOfType(ProblemException.class, reading);
    Assertions.assertThat(refusal.problem().status()).isEqualTo(400);
    return refusal.problem().field();
  }
}
