package dev.kith.local.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** Main class behind the script {@code kith}: the picocli command line. */
@Command(
    name = "kith",
    description = "Runs Kith on this machine and sends commands to it.",
    mixinStandardHelpOptions = true,
    // every command has --help and --version
    scope = ScopeType.INHERIT,
    version = "Kith 0.1.0",
    subcommands = {
      RunCommand.class,
      TokenCommand.class,
      WatchCommand.class,
      SkipCommand.class,
      KeysCommand.class,
      AotCommand.class
    })
public final class Kith {

  private Kith() {}

  /** Exit codes: 0 success, 1 failure with a message, 2 wrong usage. */
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
