package dev.kith.local.command;

import dev.kith.local.token.Address;
import dev.kith.local.token.Lifetime;
import dev.kith.local.token.LocalKey;
import dev.kith.local.token.Token;
import dev.kith.local.watch.Watcher;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code kith watch}: prints one user's updates as they arrive. */
@Command(
    name = "watch",
    description = {
      "Prints the updates of one user as they arrive, one per line, until Ctrl-C.",
      "A lost connection is opened again and resumes from its cursor."
    })
final class WatchCommand implements Callable<Integer> {

  private static final Lifetime ONE_DAY = new Lifetime(Duration.ofDays(1));

  @Parameters(
      paramLabel = "ADDRESS",
      converter = AddressConverter.class,
      description = "Address of the user.")
  private @Nullable Address address;

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://localhost:8080",
      description = "URL of the front door (default: ${DEFAULT-VALUE}).")
  private @Nullable URI url;

  @Option(names = "--raw", description = "Print each frame unchanged, as JSON.")
  private boolean raw;

  @Mixin private DataOption data = new DataOption();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Address watched = Objects.requireNonNull(address);
    LocalKey key = LocalKey.ofStack(data.folder());
    new Watcher(
            Objects.requireNonNull(url),
            watched,
            () -> Token.ofUser(watched, Instant.now(), ONE_DAY).signedWith(key),
            raw,
            Objects.requireNonNull(spec).commandLine().getOut())
        .watch();
    return 0;
  }
}
