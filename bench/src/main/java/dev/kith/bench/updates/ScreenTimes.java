package dev.kith.bench.updates;

import dev.kith.bench.measure.Latencies;
import dev.kith.bench.measure.OpenLoop;
import dev.kith.bench.process.Machine;
import dev.kith.bench.updates.Screens.Shown;
import dev.kith.bench.updates.Screens.Tallied;
import dev.kith.harness.client.Person;
import java.net.URI;
import java.time.Duration;

/**
 * Latencies from a change to the first, the median and the last of N sessions, at a moderate rate.
 */
final class ScreenTimes {

  private static final Duration SHOWN_WITHIN = Duration.ofSeconds(60);

  private final int sessions;
  private final Latencies requestToFirst = new Latencies();
  private final Latencies requestToMedian = new Latencies();
  private final Latencies requestToLast = new Latencies();
  private final Latencies answerToFirst = new Latencies();
  private final Latencies answerToMedian = new Latencies();
  private final Latencies answerToLast = new Latencies();
  private final OpenLoop loop;
  private int refused;
  private int missing;
  private String load = "";

  ScreenTimes(int sessions, OpenLoop loop) {
    this.sessions = sessions;
    this.loop = loop;
  }

  /** Opens the sessions, changes the subject, and cuts the sessions again. */
  ScreenTimes run(Screens screens, Person subject, URI server) throws InterruptedException {
    screens.open(0, sessions, server, false);
    change(screens, subject);
    screens.cut(0, sessions);
    return this;
  }

  /** Changes the subject while the sessions are open. */
  ScreenTimes change(Screens screens, Person subject) throws InterruptedException {
    screens.expect(sessions, loop.count() + 1);
    ProfileChanges profileChanges = new ProfileChanges(subject, loop.count() + 1);
    Machine.Ticks before = Machine.Ticks.now();
    loop.run(profileChanges::send);
    profileChanges.awaitSent();
    // a last change, which is merged into no later one: with it, all earlier changes are complete
    profileChanges.send(loop.count());
    screens.awaitComplete(loop.count(), SHOWN_WITHIN);
    load = Machine.Ticks.now().since(before);
    Tallied tallied = screens.tally();
    tallied.changes().stream()
        .filter(shown -> shown.number() < loop.count())
        .forEach(shown -> add(shown, profileChanges));
    missing = loop.count() + 1 - tallied.changes().size();
    refused = profileChanges.refused();
    return this;
  }

  boolean isSound() {
    return missing == 0 && refused == 0;
  }

  /** Returns the latency from the request to the frame of the last session, in milliseconds. */
  double lastMillisAt(double percentile) {
    return requestToLast.millisAt(percentile);
  }

  String text() {
    return String.join(
        "\n",
        "",
        Latencies.head("ms at N = %,d, %d changes a second".formatted(sessions, loop.rate())),
        requestToFirst.line("request meant to start -> first frame"),
        requestToMedian.line("                       -> median frame"),
        requestToLast.line("                       -> last frame"),
        answerToFirst.line("answer -> first frame (negative: frame first)"),
        answerToMedian.line("       -> median frame"),
        answerToLast.line("       -> last frame"),
        "  not on all screens %d, refused writes %d; machine %s".formatted(missing, refused, load));
  }

  private void add(Shown shown, ProfileChanges profileChanges) {
    long intended = profileChanges.intended(shown.number());
    long answered = profileChanges.answered(shown.number());
    requestToFirst.add(shown.first() - intended);
    requestToMedian.add(shown.median() - intended);
    requestToLast.add(shown.last() - intended);
    answerToFirst.add(shown.first() - answered);
    answerToMedian.add(shown.median() - answered);
    answerToLast.add(shown.last() - answered);
  }
}
