package dev.kith.local.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** What runs in the broker's process: formats the storage when it is new, then is Kafka itself. */
public final class BrokerProcess {

  private BrokerProcess() {}

  /**
   * Takes the path of server.properties, the path of the file that keeps the cluster's id, the
   * broker's address, and group members that are to be removed ({@link DepartedMembers}).
   */
  public static void main(String[] args) throws IOException {
    String properties = args[0];
    String clusterId = clusterId(Path.of(args[1]));
    // in this process and not in one before it: a JVM less to wait for
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
