package dev.kith.bench.nodes;

import dev.kith.bench.process.Machine;
import dev.kith.harness.stack.SecondDoor;
import dev.kith.harness.stack.SecondNode;
import dev.kith.harness.stack.Stack;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;

/** Nodes of all services, the same number of each: those of the stack and those that were added. */
public final class NodeGroup implements AutoCloseable {

  public static final List<String> SERVICES =
      List.of("profile-service", "contact-graph-service", "notifier-service");

  private static final Duration SPREAD_WITHIN = Duration.ofMinutes(10);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final Stack stack;
  private final Map<String, List<SecondNode>> added = new HashMap<>();

  NodeGroup(Stack stack) {
    this.stack = stack;
  }

  /**
   * Adds or stops nodes until each service has {@code nodes} nodes, and waits until the partitions
   * are spread evenly over them; a new node copies its stores first.
   *
   * @return the time that this took
   */
  Duration resize(int nodes) throws InterruptedException, ExecutionException {
    long start = System.nanoTime();
    for (String service : SERVICES) {
      List<SecondNode> more = addedOf(service);
      while (more.size() + 1 < nodes) {
        String name = service + "-" + (more.size() + 2);
        more.add(SecondNode.named(name, service, stack, List.of()));
      }
      while (more.size() + 1 > nodes) {
        more.removeLast().close();
      }
    }
    awaitSpread(nodes);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  List<URI> urls(String service) {
    List<URI> urls = new ArrayList<>(List.of(stack.run().url(service)));
    addedOf(service).forEach(node -> urls.add(node.url()));
    return urls;
  }

  /** Returns the processor time of all nodes and of the broker since their start. */
  Duration processorTime() {
    Duration sum = Machine.processorTime(stack.run().process("kafka-broker"));
    for (String service : SERVICES) {
      sum = sum.plus(Machine.processorTime(stack.run().process(service)));
      for (SecondNode node : addedOf(service)) {
        sum = sum.plus(Machine.processorTime(node.pid()));
      }
    }
    return sum;
  }

  /** Returns the number of partitions of the journal that each node of each service folds. */
  Map<String, List<Long>> spread() throws InterruptedException, ExecutionException {
    Map<String, List<Long>> spread = new TreeMap<>();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.broker()))) {
      for (String service : SERVICES) {
        var group = admin.describeConsumerGroups(List.of("kith-" + service)).all().get();
        spread.put(
            service,
            group.values().iterator().next().members().stream()
                .map(NodeGroup::journalPartitions)
                .sorted()
                .toList());
      }
    }
    return spread;
  }

  /** Starts a front door for all nodes. */
  SecondDoor door() throws InterruptedException {
    return SecondDoor.before(
        SERVICES.stream().collect(Collectors.toMap(service -> service, this::withManagement)));
  }

  /** Returns the URLs of the nodes in the form that a front door expects. */
  private List<URI> withManagement(String service) {
    List<URI> urls = new ArrayList<>();
    urls.add(withManagement(stack.run().url(service), stack.run().management(service)));
    addedOf(service).forEach(node -> urls.add(withManagement(node.url(), node.management())));
    return urls;
  }

  private static URI withManagement(URI url, URI management) {
    return URI.create(url + "?management=" + management.getPort());
  }

  private static long journalPartitions(MemberDescription member) {
    return member.assignment().topicPartitions().stream()
        .filter(partition -> partition.topic().equals("kith.journal"))
        .count();
  }

  private List<SecondNode> addedOf(String service) {
    return added.computeIfAbsent(service, _ -> new ArrayList<>());
  }

  private void awaitSpread(int nodes) throws InterruptedException, ExecutionException {
    long deadline = System.nanoTime() + SPREAD_WITHIN.toNanos();
    while (!spread().values().stream().allMatch(counts -> isEven(counts, nodes))) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("Partitions do not spread over the nodes: " + spread());
      }
      Thread.sleep(LOOK_EVERY);
    }
  }

  private static boolean isEven(List<Long> counts, int nodes) {
    return counts.size() == nodes
        && counts.stream().mapToLong(Long::longValue).sum() == Stack.PARTITIONS
        && counts.getLast() - counts.getFirst() <= 1;
  }

  @Override
  public void close() {
    added.values().forEach(nodes -> nodes.forEach(SecondNode::close));
  }
}
