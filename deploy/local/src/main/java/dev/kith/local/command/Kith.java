package dev.kith.local.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The command line behind the script {@code kith}. */
@Command(
    name = "kith",
    description = "Runs Kith on this machine, and talks to it.",
    mixinStandardHelpOptions = true,
    // help and version, for each command
    scope = ScopeType.INHERIT,
    version = "Kith 0.1.0",
    subcommands = {
      RunCommand.class,
      TokenCommand.class,
      WatchCommand.class,
      SkipCommand.class,
      DoorCommand.class,
      KeysCommand.class
    })
public final class Kith {

  private Kith() {}

  /** Exit codes: 0 done, 1 failed and said why, 2 called in a wrong way. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  public static CommandLine commandLine() {
    FailureMessages failureMessages = new FailureMessages();
    return new CommandLine(new Kith())
        .setExecutionExceptionHandler(failureMessages)
        .setParameterExceptionHandler(failureMessages)
        .setUsageHelpAutoWidth(true);
  }
}
