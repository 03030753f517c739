package dev.kith.bench.profiles;

import dev.kith.bench.command.StackCommand;
import dev.kith.bench.journal.FoldBarrier;
import dev.kith.bench.journal.Population;
import dev.kith.bench.journal.PopulationLoader;
import dev.kith.bench.measure.Pace;
import dev.kith.harness.stack.Stack;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Command {@code kith bench profiles}, which measures how many profiles are read and written a
 * second.
 */
@Command(
    name = "profiles",
    header = "Reads and writes of profiles, each beside its floor.",
    description = {
      "GET profile beside an empty endpoint of the same service, PUT profile beside a bare producer of the same bytes.",
      "Starts a stack of its own unless --url is given. Asks profile-service itself, not the front door."
    },
    footer = {
      "",
      "The two sides of each comparison take turns, and their medians are compared: what else the machine does meets both.",
      "Where a goal is missed, one more round is recorded, to say where the processor time goes.",
      "Exits with 0 when all goals are met and nothing was refused, else with 3."
    },
    mixinStandardHelpOptions = true)
public final class ProfilesCommand extends StackCommand {

  @Option(
      names = "--profiles",
      defaultValue = "100000",
      description = "How many there are (default: ${DEFAULT-VALUE}).")
  private int profiles;

  @Option(
      names = "--seconds",
      defaultValue = "4",
      description = "How long each round of each side takes (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "Rounds of each side (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--warm-up",
      defaultValue = "60",
      description =
          "Seconds of reads and writes before that, which do not count: the JVMs are busy compiling (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--reads-in-flight",
      defaultValue = "32",
      description = "Reads at a time, each on a connection of its own (default: ${DEFAULT-VALUE}).")
  private int readsInFlight;

  @Option(
      names = "--writes-in-flight",
      split = ",",
      defaultValue = "1,16,128",
      description = "Writes at a time (default: ${DEFAULT-VALUE}).")
  private int[] writesInFlight = {};

  @Option(names = "--record", description = "Record where the time goes when goals are met, too.")
  private boolean record;

  @Override
  protected boolean measure(Stack stack) throws InterruptedException, ExecutionException {
    Population population = Population.of(profiles);
    say("Loading " + profiles + " profiles ...");
    new PopulationLoader(stack, new FoldBarrier(stack), this::say).load(population);
    try (ProfileRun run =
        new ProfileRun(stack, population, new Pace(seconds, rounds), record, this::say)) {
      run.warmUp(warmUp, readsInFlight, writesInFlight);
      boolean met = run.reads(readsInFlight);
      for (int window : writesInFlight) {
        met &= run.writes(window);
      }
      return met;
    }
  }
}
