package dev.kith.domain.replica;

import static dev.kith.domain.replica.History.ALICE;
import static dev.kith.domain.replica.History.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.domain.Fields;
import dev.kith.domain.replica.History.Act;
import dev.kith.domain.replica.History.Part;
import dev.kith.domain.replica.History.SetHalf;
import dev.kith.domain.replica.History.SetRules;
import dev.kith.domain.replica.History.SetStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Test of schedules that chance seldom meets; each needs one rule. The subject is alice, the viewer
 * is bob.
 */
class DirectedScheduleTest {

  private static final Act BOB_SUBSCRIBES = half(BOB, ALICE, Part.SUBSCRIBED);

  private final Random random = new Random(1);
  private final Lane lane = new Lane(new MemoryStore());
  private Lane.Transaction transaction = new Lane.Transaction();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void content_of_an_aborted_attempt_is_not_shown_with_a_newer_half(boolean isBroken) {
    var task =
        task(
            rules("allow contacts"),
            new SetStatus(ALICE, "secret"),
            rules(),
            half(ALICE, BOB, Part.CONTACT),
            BOB_SUBSCRIBES);
    var session = open(isBroken ? Mutation.OLD_CONTENT : Mutation.NONE);
    mirror(task);
    events(task, 2);
    follow(session);
    abort(task);
    events(task, 4);
    follow(session);

    assertThat(session.screen.frames).extracting(Screen.Frame::fields).hasSize(isBroken ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_session_that_begins_behind_an_aborted_block_takes_nothing_that_follows_it(
      boolean isBroken) {
    var task =
        task(
            new SetStatus(ALICE, "before"),
            half(ALICE, BOB, Part.BLOCKED),
            new SetStatus(ALICE, "after"),
            BOB_SUBSCRIBES);
    mirror(task);
    events(task, 1);
    commit(task);
    events(task, 2);
    abort(task);
    lane.fold(List.of(BOB));
    var session = open(isBroken ? Mutation.NO_CHAIN : Mutation.NONE);
    follow(session);

    assertThat(session.screen.of(ALICE)).isEqualTo(status(isBroken ? "after" : "before"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_client_that_left_while_it_was_hidden_is_told_that_it_is_back(boolean isBroken) {
    var task = task(new SetStatus(ALICE, "here"), rules(), rules("allow everyone"), BOB_SUBSCRIBES);
    mirror(task);
    events(task, 1);
    commit(task);
    var session = open(Mutation.NONE);
    events(task, 1);
    follow(session);
    assertThat(session.screen.of(ALICE)).isEqualTo(Fields.EMPTY);
    abort(task);
    events(task, 2);
    commit(task);

    var missed =
        MissedMutations.since(
            session.screen.cursor,
            lane.state(ALICE, BOB),
            isBroken ? Mutation.ENDS_ONLY : Mutation.NONE);
    assertThat(missed).isEqualTo(isBroken ? Missed.NOTHING : Missed.CHANGED);
  }

  private static SubjectTask task(Act... acts) {
    return new SubjectTask(
        Inputs.of(new History(List.of(acts)), new Random(1)),
        Inputs.partition(ALICE),
        address -> address.equals(ALICE) ? 1 : 0);
  }

  private static Act rules(String... texts) {
    return new SetRules(ALICE, Map.of("status", List.of(texts)));
  }

  private static Act half(Address owner, Address peer, Part part) {
    return new SetHalf(owner, Set.of(peer), part, true);
  }

  private static Fields status(String status) {
    return new Fields(Optional.empty(), Optional.of(status), Optional.empty(), new TreeMap<>());
  }

  private Session open(Mutation mutation) {
    var session = new Session(new Screen(BOB), lane, random, mutation);
    while (session.isReading()) {
      session.readPart();
    }
    return session;
  }

  private void follow(Session session) {
    while (!session.isAtEnd()) {
      if (session.isReading()) {
        session.readPart();
      } else {
        session.next(random);
      }
    }
  }

  /** Reads the mirror of what bob holds about alice. */
  private void mirror(SubjectTask task) {
    var before = lane.entries.size();
    while (lane.entries.size() == before) {
      task.readMirror(this::write);
    }
  }

  private void events(SubjectTask task, int count) {
    for (var event = 0; event < count; event++) {
      task.readEvent(this::write);
    }
  }

  /** Writes the records about alice to bob's delivery partition, which is not alice's. */
  private void write(Address subject, Map<Integer, FanOutRecord> records) {
    var record = records.get(0);
    if (subject.equals(ALICE) && record != null) {
      lane.entries.add(new Lane.Entry(subject, record, transaction));
    }
  }

  private void commit(SubjectTask task) {
    task.commit();
    end(true);
    while (lane.canFold()) {
      lane.fold(List.of(BOB));
    }
  }

  private void abort(SubjectTask task) {
    task.abort();
    end(false);
  }

  private void end(boolean isCommitted) {
    transaction.isCommitted = isCommitted;
    transaction = new Lane.Transaction();
  }
}
