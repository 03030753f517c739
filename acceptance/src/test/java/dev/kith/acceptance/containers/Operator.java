package dev.kith.acceptance.containers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Stand-in for Strimzi's operators: creates the KafkaTopics and KafkaUsers of a chart. */
final class Operator {

  private static final int ITERATIONS = 4096;

  private final Admin admin;

  Operator(Admin admin) {
    this.admin = admin;
  }

  /**
   * Creates the topics, the accounts and their ACLs.
   *
   * @param passwords by user
   */
  void apply(Chart chart, Map<String, String> passwords)
      throws ExecutionException, InterruptedException {
    admin.createTopics(chart.ofKind("KafkaTopic").map(Operator::topic).toList()).all().get();
    for (JsonNode user : chart.ofKind("KafkaUser").toList()) {
      String name = user.at("/metadata/name").asText();
      admin
          .alterUserScramCredentials(
              List.of(
                  new UserScramCredentialUpsertion(
                      name,
                      new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                      passwords.getOrDefault(name, "nobody knows"))))
          .all()
          .get();
      admin.createAcls(rights(name, user)).all().get();
    }
  }

  private static NewTopic topic(JsonNode topic) {
    Map<String, String> configs = new HashMap<>();
    topic
        .at("/spec/config")
        .properties()
        .forEach(entry -> configs.put(entry.getKey(), entry.getValue().asText()));
    return new NewTopic(
            topic.at("/metadata/name").asText(),
            Optional.of(topic.at("/spec/partitions").asInt()),
            Optional.of((short) topic.at("/spec/replicas").asInt()))
        .configs(configs);
  }

  private static List<AclBinding> rights(String name, JsonNode user) {
    List<AclBinding> rights = new ArrayList<>();
    for (JsonNode rule : user.at("/spec/authorization/acls")) {
      JsonNode resource = rule.path("resource");
      ResourcePattern pattern =
          new ResourcePattern(
              switch (resource.path("type").asText()) {
                case "topic" -> ResourceType.TOPIC;
                case "group" -> ResourceType.GROUP;
                case "transactionalId" -> ResourceType.TRANSACTIONAL_ID;
                default -> throw new IllegalArgumentException(resource.toString());
              },
              resource.path("name").asText(),
              resource.path("patternType").asText().equals("prefix")
                  ? PatternType.PREFIXED
                  : PatternType.LITERAL);
      rule.path("operations")
          .forEach(operation ->
              rights.add(
                  new AclBinding(
                      pattern,
                      new AccessControlEntry(
                          "User:" + name,
                          "*",
                          operation(operation.asText()),
                          AclPermissionType.ALLOW))));
    }
    return rights;
  }

  /** Converts a name such as {@code DescribeConfigs} to {@code DESCRIBE_CONFIGS}. */
  private static AclOperation operation(String name) {
    return AclOperation.valueOf(
        name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT));
  }
}
