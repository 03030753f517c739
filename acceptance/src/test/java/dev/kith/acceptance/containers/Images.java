package dev.kith.acceptance.containers;

import java.util.List;
import java.util.Optional;

/** Names of the images; those of Kafka and of the registry are the same as in the compose file. */
final class Images {

  static final String KAFKA =
      Optional.ofNullable(System.getenv("KITH_KAFKA_IMAGE")).orElse("apache/kafka:4.2.2");
  static final String REGISTRY =
      Optional.ofNullable(System.getenv("KITH_REGISTRY_IMAGE"))
          .orElse("apicurio/apicurio-registry:3.3.3");
  static final String FRONT_DOOR = "kith/front-door:latest";

  /** The image with which the compose file makes keys. */
  private static final String TOOLS = "kith/tools:latest";

  static final List<String> SERVICES =
      List.of("profile-service", "contact-graph-service", "notifier-service");

  static final List<String> KITH =
      List.of(
          service("profile-service"),
          service("contact-graph-service"),
          service("notifier-service"),
          FRONT_DOOR,
          TOOLS);

  private Images() {}

  static String service(String name) {
    return "kith/" + name + ":latest";
  }
}
