package dev.kith.kit.streams;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remover of the consumer group members of failed stream threads. The members are static: Kafka
 * Streams appends a thread's number to the node's id, and the successor of a failed thread has
 * another number. Without a removal, the partitions of the failed thread would stay without an
 * owner until its session ends.
 */
final class FailedMembers {

  private static final Logger LOG = LoggerFactory.getLogger(FailedMembers.class);

  /**
   * Half a session timeout. A later removal could meet a new thread, since numbers are used again.
   */
  private static final Duration WITHIN = Duration.ofSeconds(5);

  private static final Pattern THREAD = Pattern.compile(".*-StreamThread-(\\d+)");

  private final Map<String, Object> adminProperties;
  private final String group;
  private final String nodeId;

  /**
   * Creates a remover.
   *
   * @param adminProperties properties of the client that removes members
   * @param group application id of the streams
   * @param nodeId name of this node, the prefix of its members' names
   */
  FailedMembers(Map<String, Object> adminProperties, String group, String nodeId) {
    this.adminProperties = adminProperties;
    this.group = group;
    this.nodeId = nodeId;
  }

  /** Begins to remove the member of a failed thread; a failure to do so is logged. */
  void remove(String thread) {
    memberOf(thread)
        .ifPresent(member ->
            Thread.ofPlatform()
                .daemon()
                .name("failed-member")
                .start(() -> remove(new MemberToRemove(member))));
  }

  /** Name of the group member of a thread; empty if the name is not that of a stream thread. */
  Optional<String> memberOf(String thread) {
    var matcher = THREAD.matcher(thread);
    return matcher.matches() ? Optional.of(nodeId + "-" + matcher.group(1)) : Optional.empty();
  }

  private void remove(MemberToRemove member) {
    var options = new RemoveMembersFromConsumerGroupOptions(Set.of(member));
    options.reason("its stream thread failed");
    options.timeoutMs((int) WITHIN.toMillis());
    try (var admin = Admin.create(adminProperties)) {
      admin.removeMembersFromConsumerGroup(group, options).all().get();
      LOG.info(
          "Removed member {} of a failed thread from group {}", member.groupInstanceId(), group);
    } catch (ExecutionException | KafkaException failure) {
      LOG.warn(
          "Removal of member {} of a failed thread failed; its partitions wait for the end of its session",
          member.groupInstanceId(),
          failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
