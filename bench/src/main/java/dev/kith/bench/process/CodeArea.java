package dev.kith.bench.process;

import java.util.List;

/**
 * Area of code, such as a library. A sample belongs to the area of the innermost frame that is in
 * one of the areas.
 */
record CodeArea(String title, List<String> prefixes) {

  private static final String OTHERS = "the JDK and others";

  private static final List<CodeArea> ALL =
      List.of(
          area("sockets and Netty", "io.netty.", "sun.nio.ch."),
          area(
              "tokens and who calls",
              "io.smallrye.jwt.",
              "org.jose4j.",
              "io.quarkus.smallrye.jwt.",
              "io.quarkus.security.",
              "io.quarkus.vertx.http.runtime.security."),
          area("RocksDB", "org.rocksdb."),
          area("Kafka Streams", "org.apache.kafka.streams."),
          area("Kafka's clients", "org.apache.kafka."),
          area(
              "Avro and the wire format",
              "org.apache.avro.",
              "dev.kith.schemas.",
              "dev.kith.avro.",
              "dev.kith.kit.codec."),
          area("JSON", "com.fasterxml.jackson."),
          area("Quarkus REST", "org.jboss.resteasy.", "io.quarkus.resteasy."),
          area("Vert.x and its routes", "io.vertx.", "io.quarkus.vertx.", "io.smallrye.common."),
          area("metrics", "io.micrometer.", "io.quarkus.micrometer."),
          area("injection", "io.quarkus.arc.", "io.smallrye.context."),
          area("Kith's own", "dev.kith."));

  /** Returns the title of the area of a stack trace, whose methods are given innermost first. */
  static String of(List<String> methods) {
    return methods.stream()
        .flatMap(method -> ALL.stream().filter(area -> area.has(method)))
        .map(CodeArea::title)
        .findFirst()
        .orElse(OTHERS);
  }

  private boolean has(String method) {
    return prefixes.stream().anyMatch(method::startsWith);
  }

  private static CodeArea area(String title, String... prefixes) {
    return new CodeArea(title, List.of(prefixes));
  }
}
