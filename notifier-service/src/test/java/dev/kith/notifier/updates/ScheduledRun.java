package dev.kith.notifier.updates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import dev.kith.domain.Update;
import dev.kith.domain.View;
import dev.kith.domain.replica.FanOutRecord;
import dev.kith.domain.replica.LaneStore;
import dev.kith.domain.replica.PlaceState;
import dev.kith.domain.replica.SubjectState;
import dev.kith.notifier.updates.UpdatesProgress.Phase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Store of a schedule with the writer behind it, and a consumer of {@code kith.updates}. At random
 * the writer is asked for updates, told to end, restarted, and given time.
 */
final class ScheduledRun implements LaneStore {

  private static final List<Address> USERS =
      List.of(new Address("alice"), new Address("bob"), new Address("carol"));

  private final Random random;
  private final WriterRun run;

  /** What the consumer shows. */
  private Map<List<Address>, View> shown = new HashMap<>();

  /** What the consumer shows once updates are written again. */
  private Optional<Map<List<Address>, View>> next = Optional.empty();

  private final Set<List<Object>> joined = new HashSet<>();
  private boolean isFilling;
  private long last = -1;

  ScheduledRun(Random random) {
    this.random = random;
    run = new WriterRun(1 + random.nextInt(3));
    isFilling = random.nextInt(3) == 0;
    if (isFilling) {
      run.fill();
      run.request(true, -1);
    }
  }

  @Override
  public SubjectState subject(Address subject) {
    return run.replicas().subject(subject);
  }

  @Override
  public PlaceState place(Address user, Address subject) {
    return run.replicas().place(user, subject);
  }

  @Override
  public Set<Address> subjectsOf(Address user) {
    var subjects = new TreeSet<Address>();
    run.replicas()
        .forEachPlace(
            user,
            Optional.empty(),
            (subject, _) -> {
              subjects.add(subject);
              return true;
            });
    return subjects;
  }

  @Override
  public boolean fold(Address subject, FanOutRecord record, long offset) {
    last = offset;
    var phase = run.phase();
    var isFolded = run.fold(subject, record, offset);
    read(phase);
    if (isFilling) {
      fill();
    } else {
      disturb();
    }
    return isFolded;
  }

  /** While the stores are being filled, the consumer still shows any view of the past. */
  private void fill() {
    USERS.forEach(user ->
        subjects().stream()
            .filter(_ -> random.nextInt(4) == 0)
            .forEach(subject -> shown.put(List.of(user, subject), view(user, subject))));
    if (random.nextInt(8) == 0) {
      complete();
    }
  }

  private void complete() {
    isFilling = false;
    run.complete();
    read(Phase.BUILDING);
  }

  private void disturb() {
    var phase = run.phase();
    switch (random.nextInt(12)) {
      case 0, 1 -> request();
      case 2 -> {
        if (random.nextInt(4) == 0) {
          run.request(false, last);
          if (random.nextInt(3) > 0) {
            run.pass(UpdatesWriter.GRACE);
          }
        }
      }
      case 3 -> run.restart();
      case 4, 5, 6 -> run.pass(1 + random.nextInt(3));
      default -> {}
    }
    read(phase);
  }

  private void request() {
    var phase = run.phase();
    if (phase == Phase.OFF) {
      shown = views();
      joined.clear();
    } else if (phase == Phase.CLEARING && next.isEmpty()) {
      next = Optional.of(views());
    }
    run.request(true, last);
  }

  private Map<List<Address>, View> views() {
    var views = new HashMap<List<Address>, View>();
    USERS.forEach(user ->
        subjects().forEach(subject -> views.put(List.of(user, subject), view(user, subject))));
    return views;
  }

  private static Set<Address> subjects() {
    var subjects = new TreeSet<>(USERS);
    subjects.add(new Address("group:club"));
    return subjects;
  }

  private View view(Address user, Address subject) {
    return subject(subject).replica().view(subject, user, place(user, subject).place());
  }

  /** Reads what was written; nothing but the present view may be shown. */
  private void read(Phase before) {
    for (var written : run.out()) {
      var pair = List.of(written.user(), written.subject());
      if (written.update().isEmpty()) {
        shown.remove(pair);
        continue;
      }
      if (next.isPresent()) {
        shown = next.get();
        next = Optional.empty();
        joined.clear();
      }
      var update = written.update().get();
      var view = view(written.user(), written.subject());
      if (before == Phase.ON) {
        assertThat(update.view()).as("needless: " + written).isNotEqualTo(shown.get(pair));
      }
      assertThat(update.view()).as("not the present view: " + written).isEqualTo(view);
      assertThat(update.kind() == Update.Kind.REMOVED).isEqualTo(view.isNothing());
      shown.put(pair, view);
      if (update.kind() == Update.Kind.JOINED) {
        var appearance = subject(written.subject()).replica().content().appeared();
        assertThat(joined.add(List.of(written.user(), written.subject(), appearance)))
            .as("joined again: " + written)
            .isTrue();
      }
    }
  }

  /** In the end the consumer shows the truth. */
  void finish() {
    if (isFilling) {
      complete();
    }
    var phase = run.phase();
    run.finish();
    read(phase == Phase.ON ? Phase.ON : Phase.BUILDING);
    next.ifPresent(views -> shown = views);
    if (run.phase() == Phase.OFF) {
      return;
    }
    views()
        .forEach((pair, view) ->
            assertThat(shown.getOrDefault(pair, View.nothing(pair.getLast())))
                .as("entry of " + pair)
                .isEqualTo(view));
  }
}
