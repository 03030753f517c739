package dev.kith.local.skip;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/** Position of one record, written as {@code kith.journal:3:1532}. */
public record RecordPosition(TopicPartition partition, long offset) {

  /** Description of the format, for error messages. */
  public static final String RULE =
      "a topic, a partition and an offset, such as kith.journal:3:1532";

  private static final Pattern SHAPE =
      Pattern.compile("(kith\\.[a-z-]{1,200}):(\\d{1,9}):(\\d{1,18})");

  /** Empty if {@code text} is not a position. */
  public static Optional<RecordPosition> parse(String text) {
    Matcher matcher = SHAPE.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new RecordPosition(
                new TopicPartition(matcher.group(1), Integer.parseInt(matcher.group(2))),
                Long.parseLong(matcher.group(3))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return partition.topic() + ":" + partition.partition() + ":" + offset;
  }
}
