package dev.kith.acceptance.profile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.acceptance.topics.TopicContents;
import dev.kith.avro.Position;
import dev.kith.avro.PrivacyChanged;
import dev.kith.avro.ProfileChanged;
import dev.kith.avro.ProfileDeleted;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import dev.kith.schemas.ConfluentRegistry;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One owner's events as they stand in the journal, decided once more by a few lines that know
 * nothing of the services: an event that expects a version holds exactly if that is the version of
 * the moment.
 */
final class RefereedJournal {

  private static final Position NOBODY = new Position(-1, -1L);

  private final List<ConsumerRecord<String, byte[]>> records;
  private final WireFormat wire;

  RefereedJournal(Stack stack, Person owner) {
    this.records = TopicContents.of(stack.broker(), Topics.JOURNAL).of(owner.address());
    this.wire =
        new WireFormat(new ConfluentRegistry(Map.of("schema.registry.url", stack.registry())));
  }

  /** Each attempt is in the journal once, and was answered as it had to be. */
  void agreesWith(String first, List<Attempt> attempts) {
    Map<String, Attempt> byMark = new HashMap<>();
    attempts.forEach(attempt -> byMark.put(attempt.mark(), attempt));
    List<String> wrong = new ArrayList<>();
    String version = first;
    boolean present = !first.isEmpty();
    for (ConsumerRecord<String, byte[]> record : records) {
      Object event = wire.read(Topics.JOURNAL, record.value());
      Attempt attempt = byMark.remove(mark(event));
      if (attempt == null) {
        continue;
      }
      Position expects = expects(event);
      boolean holds = NOBODY.equals(expects) ? !present : text(expects).equals(version);
      String position = record.partition() + ":" + record.offset();
      if (holds) {
        version = position;
        present = true;
      }
      if (holds ? !attempt.won() || !attempt.version().equals(position) : !attempt.lost()) {
        wrong.add(position + " should " + (holds ? "hold: " : "be refused: ") + attempt);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(byMark).as("answered, but not in the journal").isEmpty();
  }

  /** What the event wrote that no other did; nothing for those that only prepared the scene. */
  private static String mark(Object event) {
    return switch (event) {
      case ProfileChanged changed -> changed.getName();
      case PrivacyChanged changed ->
          requireNonNull(changed.getRules().get("name")).getFirst().replace("deny user:", "");
      case ProfileDeleted _ -> "";
      default -> throw new AssertionError("No test writes " + event);
    };
  }

  private static Position expects(Object event) {
    return switch (event) {
      case ProfileChanged changed -> changed.getExpects();
      case PrivacyChanged changed -> changed.getExpects();
      default -> throw new AssertionError("No test writes " + event);
    };
  }

  private static String text(Position position) {
    return position.getPartition() + ":" + position.getOffset();
  }
}
