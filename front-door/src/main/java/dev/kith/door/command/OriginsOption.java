package dev.kith.door.command;

import dev.kith.http.connection.AllowedOrigins;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --allowed-origins} of commands that run a front door. */
public final class OriginsOption {

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  private List<String> origins = List.of();

  /** The origins as given; empty by default. */
  public List<String> origins() {
    return origins;
  }

  @Option(
      names = "--allowed-origins",
      paramLabel = "ORIGIN",
      split = ",",
      description =
          "Origins of web pages that may call the API, comma-separated, such as http://localhost:3000; * for all (default: none).")
  void setOrigins(List<String> given) {
    try {
      AllowedOrigins.of(given);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), wrong.getMessage(), wrong);
    }
    origins = List.copyOf(given);
  }
}
