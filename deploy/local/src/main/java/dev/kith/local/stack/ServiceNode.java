package dev.kith.local.stack;

import dev.kith.door.nodes.Node;
import dev.kith.door.routing.Service;
import dev.kith.local.base.Home;
import dev.kith.local.token.LocalKey;
import dev.kith.local.token.Token;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One process of a service. The first has the service's name, the others are {@code
 * profile-service-2} and so on.
 */
public record ServiceNode(Service service, int number) {

  private static final List<String> FLAGS =
      List.of(
          "-Xms160m",
          // a large young generation: each collection stops the process, which takes long on two
          // cores
          "-Xmn80m",
          "-XX:+UseSerialGC",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  static List<ServiceNode> of(Service service, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> new ServiceNode(service, number))
        .toList();
  }

  /**
   * The group members of nodes that only an earlier run had, as {@code GROUP/INSTANCE}. Kafka
   * Streams appends a thread's number to the node's id: 1 is the first thread, and 2 that which
   * replaced it if it failed.
   *
   * @param earlier names of all processes of the earlier run
   */
  static List<String> departed(Collection<String> earlier, List<ServiceNode> present) {
    List<String> names = present.stream().map(ServiceNode::name).toList();
    return Arrays.stream(Service.values())
        .flatMap(service ->
            earlier.stream()
                .filter(name -> name.matches(service.fullName() + "(-\\d+)?"))
                .filter(name -> !names.contains(name))
                .flatMap(name ->
                    IntStream.rangeClosed(1, 2)
                        .mapToObj(
                            thread -> "kith-" + service.fullName() + "/" + name + "-" + thread)))
        .sorted()
        .toList();
  }

  /** The name of the process. */
  public String name() {
    return number == 1 ? service.fullName() : service.fullName() + "-" + number;
  }

  /** The name of its node port in {@code ports.properties}. */
  private String nodePort() {
    return name() + "-node";
  }

  /** The name of its management port in {@code ports.properties}. */
  private String managementPort() {
    return name() + "-management";
  }

  List<String> ports() {
    return List.of(name(), nodePort(), managementPort());
  }

  Node at(Ports ports) {
    return new Node(ports.url(name()), ports.url(managementPort()));
  }

  /**
   * JVM flags of the service. All nodes of profile-service share one folder of pictures; decoder
   * processes have their own memory.
   */
  private List<String> ownFlags(DataFolder data) {
    return switch (service) {
      case PROFILE -> List.of("-Xmx448m", "-Dkith.pictures.folder=" + data.folderFor("pictures"));
      case NOTIFIER ->
          List.of(
              "-Xmx512m",
              // receivers of webhooks run on this machine, too
              "-Dkith.notifier.webhooks.allow-http=true",
              "-Dkith.notifier.webhooks.allow-private-networks=true",
              "-Dkith.notifier.webhooks.forbidden-networks=169.254.0.0/16,fe80::/10");
      case CONTACT_GRAPH -> List.of("-Xmx320m");
    };
  }

  ProcessSpec plan(
      Home home,
      DataFolder data,
      Ports ports,
      LocalKey key,
      NodeSecret secret,
      List<String> allowedOrigins) {
    Path build = home.service(service.fullName());
    List<String> command =
        new JavaCommand(home)
            .cached(service.fullName(), build)
            .flags(FLAGS)
            .flags(ownFlags(data))
            .property("quarkus.http.host", "127.0.0.1")
            .property("quarkus.http.port", ports.of(name()))
            .property("quarkus.management.host", "127.0.0.1")
            .property("quarkus.management.port", ports.of(managementPort()))
            .property("kith.kafka.bootstrap-servers", ports.hostAndPort(Broker.NAME))
            .property("kith.registry.url", Registry.api(ports))
            .property("kith.streams.state-directory", data.folderFor("state/" + name()))
            .property("kith.services.profile-url", ports.url(Service.PROFILE.fullName()))
            .property(
                "kith.services.contact-graph-url", ports.url(Service.CONTACT_GRAPH.fullName()))
            .property("kith.services.notifier-url", ports.url(Service.NOTIFIER.fullName()))
            .property("kith.node.host", "127.0.0.1")
            .property("kith.node.port", ports.of(nodePort()))
            .property("kith.node.url", ports.url(nodePort()))
            .property("kith.node.id", name())
            .property("kith.allowed-origins", String.join(",", allowedOrigins))
            .property("mp.jwt.verify.publickey.location", "file:" + key.publicFile())
            .property("mp.jwt.verify.issuer", Token.ISSUER)
            .jar(build.resolve(Home.QUARKUS_JAR));
    // RocksDB allocates from many threads; without this, glibc creates many arenas
    Map<String, String> environment =
        Map.of("MALLOC_ARENA_MAX", "2", NodeSecret.VARIABLE, secret.text());
    Probe ready = new ReadinessProbe(at(ports).management().resolve("/q/health/ready"));
    return new ProcessSpec(name(), command, environment, data.folder(), ready);
  }
}
