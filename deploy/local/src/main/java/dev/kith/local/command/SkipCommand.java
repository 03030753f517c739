package dev.kith.local.command;

import static java.util.Objects.requireNonNull;

import dev.kith.local.base.CliException;
import dev.kith.local.skip.RecordPosition;
import dev.kith.local.skip.SkipDecision;
import dev.kith.local.stack.Ports;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command {@code kith skip}: makes all services skip one record. */
@Command(
    name = "skip",
    description = {
      "Makes all services skip one record that halts its partition.",
      "The record becomes a dead letter with the reason skipped-by-operator, also in later"
          + " rebuilds."
    },
    footer = {
      "",
      "Readiness (/q/health/ready) and the log show which record halts a partition. For a cluster:",
      "  ./kith skip kith.journal:3:1532 --reason \"TICKET-7: written by mistake\" \\",
      "    --bootstrap-servers kafka:9093 --kafka-properties client.properties"
    })
final class SkipCommand implements Callable<Integer> {

  private static final String BOOTSTRAP = "bootstrap.servers";
  private static final String BROKER = "kafka-broker";

  @Parameters(
      paramLabel = "POSITION",
      converter = PositionConverter.class,
      description = "Position of the record: " + RecordPosition.RULE + ".")
  private @Nullable RecordPosition position;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Reason for skipping the record; stored with the decision.")
  private String reason = "";

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Name of the person who decides (default: the user of this process).")
  private String by = System.getProperty("user.name", "unknown");

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "Bootstrap servers of the cluster (default: the broker of the local stack).")
  private @Nullable String bootstrapServers;

  @Option(
      names = "--kafka-properties",
      paramLabel = "FILE",
      description = "Kafka client properties, such as security.protocol.")
  private @Nullable Path propertiesFile;

  @Mixin private DataOption data = new DataOption();

  @Spec private @Nullable CommandSpec spec;

  /** Converter of command-line positions. */
  static final class PositionConverter implements ITypeConverter<RecordPosition> {
    @Override
    public RecordPosition convert(String text) {
      return RecordPosition.parse(text)
          .orElseThrow(
              () -> new TypeConversionException("'" + text + "' is not " + RecordPosition.RULE));
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    RecordPosition chosen = requireNonNull(position);
    if (reason.isBlank()) {
      throw new CliException("--reason must not be empty: say why the record is skipped.");
    }
    new SkipDecision(properties()).write(chosen, by, reason);
    requireNonNull(spec)
        .commandLine()
        .getOut()
        .println("Skipped " + chosen + "; its partition continues within seconds.");
    return 0;
  }

  private Map<String, Object> properties() throws IOException {
    Properties read = new Properties();
    if (propertiesFile != null) {
      try (Reader reader = Files.newBufferedReader(propertiesFile)) {
        read.load(reader);
      }
    }
    Map<String, Object> properties = new HashMap<>();
    read.forEach((key, value) -> properties.put((String) key, value));
    if (bootstrapServers != null) {
      properties.put(BOOTSTRAP, bootstrapServers);
    }
    properties.computeIfAbsent(BOOTSTRAP, _ -> localBroker());
    return properties;
  }

  private String localBroker() {
    Integer port = Ports.read(data.folder().resolve("run/ports.properties")).get(BROKER);
    if (port == null) {
      throw new CliException(
          "No stack was ever started in "
              + data.folder()
              + "; give the cluster with --bootstrap-servers.");
    }
    return "127.0.0.1:" + port;
  }
}
