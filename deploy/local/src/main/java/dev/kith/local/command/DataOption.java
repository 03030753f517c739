package dev.kith.local.command;

import dev.kith.local.base.Home;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --data}, shared by all commands: the data folder of one local stack. */
final class DataOption {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder of the local stack's keys, data and logs (default: data beside the script).")
  private @Nullable Path folder;

  Path folder() {
    Path chosen = folder == null ? Home.ofThisProcess().data() : folder;
    return chosen.toAbsolutePath().normalize();
  }

  boolean isGiven() {
    return folder != null;
  }
}
