package dev.kith.bench.sizes;

import dev.kith.bench.nodes.NodeGroup;
import dev.kith.harness.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * Bytes on the disks of the services and of the broker.
 *
 * @param stores bytes on the disks of services, by service and store
 * @param topics bytes on the disk of the broker, by topic; one copy of each topic
 */
record DiskUsage(Map<String, Long> stores, Map<String, Long> topics) {

  /** Minimum of the bytes of a piece that are printed, for each store or topic. */
  private static final double WORTH_A_LINE = 0.5;

  /**
   * Stops the services, so that their stores are completely on disk, reads the sizes, and starts
   * the services again.
   */
  static DiskUsage of(Stack stack) throws InterruptedException, ExecutionException {
    NodeGroup.SERVICES.forEach(stack.processes()::stop);
    var diskUsage =
        new DiskUsage(storesIn(stack.data().resolve("state")), topicsOf(stack.broker()));
    NodeGroup.SERVICES.forEach(stack.processes()::start);
    NodeGroup.SERVICES.forEach(stack.processes()::awaitReady);
    return diskUsage;
  }

  DiskUsage since(DiskUsage before) {
    return new DiskUsage(since(stores, before.stores), since(topics, before.topics));
  }

  long inStores() {
    return sum(stores, "");
  }

  long inChangelogs() {
    return topics.entrySet().stream()
        .filter(topic -> topic.getKey().endsWith("-changelog"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  long inJournal() {
    return topics.getOrDefault("kith.journal", 0L);
  }

  /** Returns the bytes of the topics that other services may read and of those between nodes. */
  long inOtherTopics() {
    return sum(topics, "kith.") - inJournal();
  }

  /** Returns a line for each store and topic, with its share of each of {@code count} pieces. */
  String text(double count) {
    var text = new StringBuilder();
    lines(text, "stores", inStores(), stores, count);
    lines(text, "journal", inJournal(), Map.of(), count);
    lines(text, "changelogs", inChangelogs(), only(true), count);
    lines(text, "other topics", inOtherTopics(), only(false), count);
    return text.toString().stripTrailing();
  }

  private Map<String, Long> only(boolean changelogs) {
    Map<String, Long> some = new TreeMap<>(topics);
    some.keySet()
        .removeIf(name ->
            name.endsWith("-changelog") != changelogs
                || name.equals("kith.journal")
                || name.startsWith("__"));
    return some;
  }

  private static void lines(
      StringBuilder text, String title, long sum, Map<String, Long> places, double count) {
    text.append("  %-58s %9.1f bytes each%n".formatted(title, sum / count));
    places.forEach((name, bytes) -> {
      if (bytes / count >= WORTH_A_LINE) {
        text.append("    %-56s %9.1f%n".formatted(name, bytes / count));
      }
    });
  }

  private static long sum(Map<String, Long> bytes, String prefix) {
    return bytes.entrySet().stream()
        .filter(
            place -> place.getKey().startsWith(prefix) && !place.getKey().endsWith("-changelog"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static Map<String, Long> since(Map<String, Long> now, Map<String, Long> before) {
    Map<String, Long> passed = new TreeMap<>();
    now.forEach((name, bytes) -> passed.put(name, bytes - before.getOrDefault(name, 0L)));
    return passed;
  }

  /** Returns the sizes of the files {@code SERVICE/APPLICATION/TASK/rocksdb/STORE/FILE.sst}. */
  private static Map<String, Long> storesIn(Path state) {
    Map<String, Long> stores = new TreeMap<>();
    try (Stream<Path> files = Files.walk(state)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path place = state.relativize(file);
        if (place.getNameCount() > 5 && file.toString().endsWith(".sst")) {
          stores.merge(place.getName(0) + " " + place.getName(4), Files.size(file), Long::sum);
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return stores;
  }

  private static Map<String, Long> topicsOf(String broker)
      throws InterruptedException, ExecutionException {
    Map<String, Long> topics = new TreeMap<>();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
      var nodes = admin.describeCluster().nodes().get().stream().map(node -> node.id()).toList();
      admin
          .describeLogDirs(nodes)
          .allDescriptions()
          .get()
          .values()
          .forEach(folders ->
              folders
                  .values()
                  .forEach(folder ->
                      folder
                          .replicaInfos()
                          .forEach((partition, replica) ->
                              topics.merge(partition.topic(), replica.size(), Long::sum))));
    }
    return topics;
  }
}
