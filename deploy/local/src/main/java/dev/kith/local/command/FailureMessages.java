package dev.kith.local.command;

import dev.kith.local.base.CliException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Exception handler of all commands: prints an expected failure as one sentence; an unexpected one
 * keeps its stack trace.
 */
final class FailureMessages implements IExecutionExceptionHandler, IParameterExceptionHandler {

  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed)
      throws Exception {
    PrintWriter err = command.getErr();
    switch (failure) {
      case CliException cliException -> {
        err.println("kith: " + cliException.sentence());
        cliException.lines().forEach(line -> err.println("    " + line));
      }
      case FileSystemException file -> err.println(sentence(file));
      case UncheckedIOException io when io.getCause() instanceof FileSystemException file ->
          err.println(sentence(file));
      default -> throw failure;
    }
    return FAILED;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("kith: " + failure.getMessage());
    err.println("See ./" + command.getCommandSpec().qualifiedName() + " --help");
    return MISUSED;
  }

  private static String sentence(FileSystemException failure) {
    String reason =
        failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
    return "kith: " + failure.getFile() + " cannot be read or written: " + reason + ".";
  }
}
