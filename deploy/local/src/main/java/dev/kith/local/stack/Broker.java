package dev.kith.local.stack;

import dev.kith.local.base.Home;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Process plan of the Kafka broker, which is its own controller (KRaft). */
final class Broker {

  static final String NAME = "kafka-broker";
  static final String CONTROLLER = "kafka-controller";

  private static final List<String> FLAGS =
      List.of("-Xms224m", "-Xmx384m", "-Xmn96m", "-XX:+UseSerialGC");

  /**
   * Short broker session: a killed broker stays registered until its session ends, and its next
   * start is refused until then. With a single broker a long session has no benefit. A refused
   * registration is retried at the heartbeat interval.
   */
  private static final Map<String, String> SHORT_SESSION =
      Map.of("broker.session.timeout.ms", "4000", "broker.heartbeat.interval.ms", "500");

  private Broker() {}

  /**
   * @param departed group members of an earlier run whose nodes this run does not have
   */
  static ProcessSpec plan(Home home, DataFolder data, Ports ports, List<String> departed)
      throws IOException {
    Path folder = data.folderFor("kafka");
    Path properties = folder.resolve("server.properties");
    try (Writer writer = Files.newBufferedWriter(properties)) {
      settings(folder.resolve("log"), ports).store(writer, "Written at each start.");
    }
    List<String> arguments =
        new ArrayList<>(
            List.of(
                properties.toString(),
                folder.resolve("cluster.id").toString(),
                ports.hostAndPort(NAME)));
    arguments.addAll(departed);
    List<String> command =
        new JavaCommand(home)
            .cached(NAME, home.launcher(), home.launcherLibraries(), home.brokerLibraries())
            .flags(FLAGS)
            .property("log4j2.configurationFile", "classpath:broker-log4j2.properties")
            .main(
                home.launcher() + ":" + home.brokerLibraries() + "/*",
                "dev.kith.local.broker.BrokerProcess",
                arguments);
    return new ProcessSpec(NAME, command, Map.of(), folder, Probe.listens(ports.of(NAME)));
  }

  private static Properties settings(Path log, Ports ports) {
    Properties settings = new Properties();
    settings.putAll(
        Map.of(
            "process.roles", "broker,controller",
            "node.id", "1",
            // voters by address, not by directory: the port may change between runs
            "controller.quorum.voters", "1@" + ports.hostAndPort(CONTROLLER),
            "listeners",
                "PLAINTEXT://%s,CONTROLLER://%s"
                    .formatted(ports.hostAndPort(NAME), ports.hostAndPort(CONTROLLER)),
            "advertised.listeners", "PLAINTEXT://" + ports.hostAndPort(NAME),
            "controller.listener.names", "CONTROLLER",
            "log.dirs", log.toString(),
            "auto.create.topics.enable", "false",
            "num.partitions", "4"));
    // there is only one broker
    for (String topic :
        List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
      settings.setProperty(topic + ".replication.factor", "1");
      settings.setProperty(topic + ".num.partitions", "4");
    }
    settings.putAll(
        Map.of(
            "transaction.state.log.min.isr", "1",
            "share.coordinator.state.topic.min.isr", "1",
            "group.initial.rebalance.delay.ms", "0",
            // the successor of a killed node waits until the node's transaction is aborted
            "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000",
            // the default is 128 MB of heap
            "log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024),
            // the first records after a commit wait for this long if the commit is not complete yet
            "add.partitions.to.txn.retry.backoff.ms", "1",
            // few threads: most requests are small, and each thread that wakes up costs more than
            // they
            "num.network.threads", "1",
            "num.io.threads", "2"));
    settings.putAll(SHORT_SESSION);
    return settings;
  }
}
