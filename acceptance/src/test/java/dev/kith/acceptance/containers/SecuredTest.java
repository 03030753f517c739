package dev.kith.acceptance.containers;

import static dev.kith.harness.client.ProfileText.aProfile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.harness.client.Person;
import dev.kith.harness.client.Screen;
import dev.kith.harness.client.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Test of the chart with a broker that requires TLS and SCRAM: the containers get the settings,
 * topics, accounts and ACLs of the chart, and nothing else.
 */
@InContainers
class SecuredTest {

  private static final Map<String, Object> VALUES =
      Map.ofEntries(
          Map.entry("kafka.bootstrapServers", SecuredBroker.FOR_SERVICES),
          Map.entry("kafka.tls.enabled", "true"),
          Map.entry("kafka.tls.caSecret", "kafka-ca"),
          Map.entry("strimzi.enabled", "true"),
          Map.entry("strimzi.cluster.create", "false"),
          Map.entry("registry.url", Containers.REGISTRY_URL),
          Map.entry("topics.partitions", "4"),
          Map.entry("topics.replicationFactor", "1"),
          Map.entry("tokens.issuer", "https://kith.dev/local"),
          Map.entry("tokens.publicKeySecret", "token-key"),
          Map.entry("services.profile.replicas", "1"),
          Map.entry("services.profile.standbyReplicas", "0"),
          Map.entry("services.contactGraph.standbyReplicas", "0"),
          Map.entry("services.notifier.standbyReplicas", "0"));

  @Test
  void the_settings_topics_accounts_and_rights_of_the_chart_are_enough(@TempDir Path temporary)
      throws IOException, InterruptedException, ExecutionException {
    SecuredBroker broker = SecuredBroker.prepare(temporary);
    Chart chart = Chart.with(VALUES);
    try (Containers containers = new Containers(broker.container())) {
      Map<String, String> secrets = new HashMap<>(Map.of("kith-node/secret", "0123456789abcdef"));
      Map<String, String> passwords = new HashMap<>();
      for (String service : Images.SERVICES) {
        passwords.put("kith-" + service, "password of " + service);
        secrets.put("kith-" + service + "/password", "password of " + service);
      }
      try (Admin admin =
          Admin.create(
              Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.forAdministrators()))) {
        new Operator(admin).apply(chart, passwords);
      }

      containers.startNodes(
          1, new OfChart(chart, secrets, broker.certificate(), containers, temporary));
      Person alice = containers.person("alice");
      Person bob = containers.person("bob");
      alice.puts(aProfile().named("Alice"));
      bob.subscribesTo(alice);
      Screen bobs = bob.opensScreen();
      alice.changes("status", "secured");
      Seen secured = Seen.changed(alice, aProfile().named("Alice").saying("secured"));
      Seen first = bobs.snapshot().isEmpty() ? bobs.next() : bobs.snapshot().getFirst();
      assertThat(first.equals(secured) ? first : bobs.next()).isEqualTo(secured);
      alice.blocks(bob);
      assertThat(bobs.next()).isEqualTo(Seen.removed(alice));
      bobs.close();
    }
  }

  /** Settings that a pod gets from the chart: its environment and its files. */
  private record OfChart(
      Chart chart,
      Map<String, String> secrets,
      String certificate,
      Containers containers,
      Path temporary)
      implements Containers.Settings {

    @Override
    public Map<String, String> of(String service, String node) {
      return chart.environment(service, secrets);
    }

    @Override
    public List<String> aliases(String service, String node) {
      String name = "kith-" + service;
      return List.of(name, name + "-0." + name + "-nodes.people.svc");
    }

    @Override
    public Map<String, Path> files(String service) {
      return Map.of(
          "/kith/config/application.properties",
          file(service + ".properties", chart.settings(service)),
          "/kith/secrets/kafka-ca/ca.crt",
          file("kafka-ca.crt", certificate),
          "/kith/secrets/tokens/public.pem",
          file("public.pem", containers.key().publicPem()));
    }

    private Path file(String name, String text) {
      try {
        return Files.writeString(temporary.resolve(name), text);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
