package dev.kith.kit.halt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that no service folds because an operator decided so, as read from {@code
 * kith.skipped-positions}: key {@code topic:partition:offset}, value JSON with {@code by}, {@code
 * at} and {@code reason}.
 */
@ApplicationScoped
public class SkippedPositions {

  private static final Logger LOG = LoggerFactory.getLogger(SkippedPositions.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern KEY = Pattern.compile("(.{1,249}):(\\d{1,9}):(\\d{1,18})");

  private final Map<Skipped, String> skipped = new ConcurrentHashMap<>();

  private record Skipped(TopicPartition partition, long offset) {}

  /** Applies a record of the topic; a tombstone revokes the decision. */
  public void take(byte @Nullable [] key, byte @Nullable [] value) {
    parse(key)
        .ifPresent(position -> {
          if (value == null) {
            skipped.remove(position);
          } else {
            skipped.put(position, decision(value));
            LOG.info(
                "An operator skips the record at {}:{}",
                HaltedPartitions.text(position.partition()),
                position.offset());
          }
        });
  }

  /** Who decided to skip this record, and why; empty if it is not skipped. */
  public Optional<String> decision(TopicPartition partition, long offset) {
    return skipped.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(skipped.get(new Skipped(partition, offset)));
  }

  private static Optional<Skipped> parse(byte @Nullable [] key) {
    var matcher = KEY.matcher(key == null ? "" : new String(key, UTF_8));
    if (!matcher.matches()) {
      LOG.warn(
          "Ignored a record of kith.skipped-positions: its key is not like kith.journal:3:1532");
      return Optional.empty();
    }
    var partition = new TopicPartition(matcher.group(1), Integer.parseInt(matcher.group(2)));
    return Optional.of(new Skipped(partition, Long.parseLong(matcher.group(3))));
  }

  /** Text of a decision; a value in another format still is a decision. */
  private static String decision(byte[] value) {
    try {
      var json = JSON.readTree(value);
      return "%s: %s".formatted(text(json, "by"), text(json, "reason"));
    } catch (JsonProcessingException notJson) {
      return "unknown: " + new String(value, UTF_8);
    } catch (IOException impossible) {
      return "unknown";
    }
  }

  private static String text(JsonNode json, String field) {
    return json.path(field).asText("unknown");
  }
}
