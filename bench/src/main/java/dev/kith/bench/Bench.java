package dev.kith.bench;

import dev.kith.bench.contacts.ContactsCommand;
import dev.kith.bench.latency.LatencyCommand;
import dev.kith.bench.nodes.NodesCommand;
import dev.kith.bench.profiles.ProfilesCommand;
import dev.kith.bench.sizes.SizesCommand;
import dev.kith.bench.updates.UpdatesCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Command line of {@code kith bench}. */
@Command(
    name = "kith bench",
    description = "Measures Kith on this machine.",
    mixinStandardHelpOptions = true,
    subcommands = {
      LatencyCommand.class,
      UpdatesCommand.class,
      ProfilesCommand.class,
      ContactsCommand.class,
      SizesCommand.class,
      NodesCommand.class
    })
public final class Bench {

  private Bench() {}

  /** Runs a command, or prints the list of commands if there are no arguments. */
  public static void main(String[] arguments) {
    // otherwise Kafka's clients log their configuration at length
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
    CommandLine commandLine = new CommandLine(new Bench()).setUsageHelpAutoWidth(true);
    if (arguments.length == 0) {
      commandLine.usage(System.out);
      System.exit(0);
    }
    System.exit(commandLine.execute(arguments));
  }
}
