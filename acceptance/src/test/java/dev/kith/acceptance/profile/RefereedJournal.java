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
 * Independent check of one owner's events in the journal, without any code of the services: an
 * event that expects a version takes effect exactly if this is the version before it.
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

  /**
   * Asserts that each attempt is in the journal and got the response that its place there requires,
   * or the response that its effect is not known yet.
   *
   * @return the attempts that took effect
   */
  List<Attempt> agreesWith(String first, List<Attempt> attempts) {
    Map<String, Attempt> byMark = new HashMap<>();
    attempts.forEach(attempt -> byMark.put(attempt.mark(), attempt));
    List<String> wrong = new ArrayList<>();
    List<Attempt> effective = new ArrayList<>();
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
        effective.add(attempt);
      }
      boolean agrees = holds ? attempt.won() : attempt.lost();
      if (!(agrees || attempt.isPending()) || (holds && !attempt.version().equals(position))) {
        wrong.add(position + " should " + (holds ? "hold: " : "be refused: ") + attempt);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(byMark).as("answered, but not in the journal").isEmpty();
    return effective;
  }

  /**
   * The value by which an event is matched to its attempt; no attempt has the values of other
   * events.
   */
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
