package dev.kith.local.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** Main class of the broker's process: formats new storage, then runs Kafka. */
public final class BrokerProcess {

  private BrokerProcess() {}

  /**
   * Arguments: path of server.properties, path of the file with the cluster id, the broker's
   * address, and group members to remove ({@link DepartedMembers}).
   */
  public static void main(String[] args) throws IOException {
    String properties = args[0];
    String clusterId = clusterId(Path.of(args[1]));
    // in this process, which saves the start of another JVM
    int status =
        StorageTool.execute(
            new String[] {
              "format", "--ignore-formatted", "--cluster-id", clusterId, "--config", properties
            },
            System.out);
    if (status != 0) {
      System.exit(status);
    }
    List<String> departed = List.of(args).subList(3, args.length);
    new DepartedMembers(args[2], departed).removeWhenUp();
    Kafka.main(new String[] {properties});
  }

  private static String clusterId(Path file) throws IOException {
    if (!Files.exists(file)) {
      Path draft = file.resolveSibling(file.getFileName() + ".draft");
      Files.writeString(draft, Uuid.randomUuid().toString());
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(file).strip();
  }
}
