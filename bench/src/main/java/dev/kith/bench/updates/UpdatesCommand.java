package dev.kith.bench.updates;

import dev.kith.bench.command.StackCommand;
import dev.kith.bench.journal.Backlog;
import dev.kith.bench.measure.OpenLoop;
import dev.kith.bench.process.Recordings;
import dev.kith.bench.updates.SustainedRun.Pacing;
import dev.kith.harness.stack.Stack;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Command {@code kith bench updates}, which measures the delivery of one change to very many
 * sessions.
 */
@Command(
    name = "updates",
    header = "From a change to the first, the median and the last of many screens.",
    description = {
      "From a change to the first, the median and the last of N screens; what a delivery costs beside a server that has its",
      "frames ready; sessions that all come again at once; memory of a session; a change for a large audience of which some",
      "are online, and what others notice of it. Starts a stack of its own unless --url is given."
    },
    footer = {
      "",
      "Screens are in a process of their own, straight at the notifier where nothing else is said: each session through the",
      "front door takes two of the 20,000 files that a process may have open. Progress is told on standard error.",
      "Exits with 0 when all goals are met, else with 3."
    },
    mixinStandardHelpOptions = true)
public final class UpdatesCommand extends StackCommand {

  private static final String NOTIFIER = "notifier-service";
  private static final String DOOR = "launcher";
  private static final int MOST_DELIVERIES = 20_000;
  private static final Duration REST_WITHIN = Duration.ofMinutes(5);

  @Mixin private UpdateSizes sizes = new UpdateSizes();

  @Option(
      names = "--profile",
      description =
          "Record where the processor time goes while one more round of deliveries is on its way.")
  private boolean profile;

  @Override
  protected boolean measure(Stack stack) throws InterruptedException, ExecutionException {
    Set<Integer> followed = new HashSet<>(Arrays.stream(sizes.audiences()).boxed().toList());
    followed.add(sizes.fanOut());
    followed.add(sizes.sessions());
    int people = followed.stream().mapToInt(Integer::intValue).max().orElseThrow();
    tell("Loading %,d people and whom they follow ...".formatted(people));
    try (Followers followers = new Followers(stack, people, followed, sizes.follows())) {
      followers.load(this::tell);
      try (Screens screens = new Screens(followers.file())) {
        warmUp(stack, followers, screens);
        boolean met = screenTimes(stack, followers, screens);
        met &= deliveries(stack, followers, screens);
        met &= reconnects(stack, followers, screens);
        met &= memory(stack, screens);
        return largeAudience(stack, followers, screens) && met;
      }
    }
  }

  private void warmUp(Stack stack, Followers followers, Screens screens)
      throws InterruptedException, ExecutionException {
    tell("Warming up for " + sizes.warmUp() + " s ...");
    Pacing pacing = pacing(sizes.warmUp());
    var _ =
        new DeliveryCosts(stack, screens, followers.subject(sizes.fanOut()), pacing).ofNotifier();
    settle(stack);
  }

  /**
   * Measures each audience at a rate of at most {@link #MOST_DELIVERIES} deliveries a second, about
   * half of what is possible, but of at least one change a second.
   */
  private boolean screenTimes(Stack stack, Followers followers, Screens screens)
      throws InterruptedException, ExecutionException {
    boolean sound = true;
    for (int size : sizes.audiences()) {
      int rate = Math.clamp(MOST_DELIVERIES / size, 1, sizes.rate());
      tell("%,d changes for N = %,d ...".formatted(sizes.changes(), size));
      OpenLoop loop = new OpenLoop(rate, Duration.ofMillis(1_000L * sizes.changes() / rate));
      ScreenTimes times =
          new ScreenTimes(size, loop)
              .run(screens, followers.subject(size), stack.run().url(NOTIFIER));
      say(times.text());
      sound &= times.isSound();
      settle(stack);
    }
    return sound;
  }

  private boolean deliveries(Stack stack, Followers followers, Screens screens)
      throws InterruptedException, ExecutionException {
    tell("Deliveries to N = %,d ...".formatted(sizes.fanOut()));
    DeliveryCosts deliveryCosts =
        new DeliveryCosts(
            stack, screens, followers.subject(sizes.fanOut()), pacing(sizes.seconds()));
    say(deliveryCosts.run(sizes.rounds()).text());
    settle(stack);
    if (profile) {
      say("Where the time goes, in one more round straight from the notifier:");
      Recordings.of(stack, () -> deliveryCosts.ofNotifier()).forEach(this::say);
    }
    return deliveryCosts.meetsGoals();
  }

  private boolean reconnects(Stack stack, Followers followers, Screens screens)
      throws InterruptedException {
    tell("%,d sessions come again ...".formatted(sizes.sessions()));
    Reconnect.Result result =
        new Reconnect(screens, sizes.sessions(), stack.run().url(NOTIFIER))
            .run(followers.subject(sizes.sessions()));
    say(result.text());
    return result.meetsGoal();
  }

  private boolean memory(Stack stack, Screens screens) throws InterruptedException {
    tell("Memory of %,d idle sessions ...".formatted(sizes.sessions()));
    SessionMemory straight =
        SessionMemory.of(stack, NOTIFIER, screens, sizes.sessions(), stack.run().url(NOTIFIER));
    say("\nmemory of idle sessions");
    say(straight.text());
    say(
        SessionMemory.of(stack, DOOR, screens, sizes.doorSessions(), stack.frontDoor())
            .textWithoutGoal());
    return straight.meetsGoal();
  }

  private boolean largeAudience(Stack stack, Followers followers, Screens screens)
      throws InterruptedException, ExecutionException {
    if (sizes.subscribers() == 0) {
      return true;
    }
    tell("%,d subscribers of one ...".formatted(sizes.subscribers()));
    LargeAudience large =
        new LargeAudience(
            stack, followers.subject(sizes.sessions()), sizes.sessions(), sizes.subscribers());
    large.load(this::tell);
    LargeAudience.Result result =
        large.run(screens, new OpenLoop(sizes.rate(), Duration.ofSeconds(sizes.others())));
    say(result.text());
    return result.meetsGoal();
  }

  /**
   * Waits until all records are folded, so that work that is left does not affect the next
   * measurement.
   */
  private void settle(Stack stack) throws InterruptedException, ExecutionException {
    try (Backlog backlog = Backlog.of(stack)) {
      backlog.awaitNone(
          REST_WITHIN, left -> tell("  about %,d records are left to fold".formatted(left)));
    }
  }

  private Pacing pacing(int seconds) {
    return new Pacing(sizes.fanOut(), sizes.window(), Duration.ofSeconds(seconds));
  }
}
