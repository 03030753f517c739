package dev.kith.door.command;

import dev.kith.door.FrontDoor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --connections-per-client} of commands that run a front door. */
public final class ClientConnectionsOption {

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  private int maximum = FrontDoor.CONNECTIONS_PER_CLIENT;

  /** Maximum number of connections of one client address; 0 is no limit. */
  public int maximum() {
    return maximum;
  }

  @Option(
      names = "--connections-per-client",
      paramLabel = "NUMBER",
      defaultValue = "" + FrontDoor.CONNECTIONS_PER_CLIENT,
      description =
          "Maximum number of connections per client address; 0: no limit (default: ${DEFAULT-VALUE}).")
  void setMaximum(int given) {
    if (given < 0) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--connections-per-client must be at least 0.");
    }
    maximum = given;
  }
}
